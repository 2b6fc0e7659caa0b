import { expect, test } from 'vitest'
import { significance } from '../../../src/record/from-session/significance.ts'

test.each([
  ['Ready to accept connections', 2],
  ['-rw-r--r-- 1 anna anna 12 notes.txt', 2],
  ['{"id":1,"name":"anna","tags":["a","b"]}', 2],
  ['---------- MESSAGE FOLLOWS ----------', 2],
  ['12:30:45 up', 1],
  ['', 0],
  ['==========', 0],
  [String.raw`|    ` + '`-._`-._' + String.raw`        _.-'_.-'    |           https://redis.io`, 0],
  [String.raw`(    '      ,       .-` + '`  | `' + String.raw`,    )     Running in standalone mode`, 0],
])('how surely a line shows an answer: %s', (text, expected) => {
  expect(significance(text)).toBe(expected)
})
