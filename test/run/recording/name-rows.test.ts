import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { decodeRecording } from '../../../src/run/recording/decode.ts'
import { nameRows } from '../../../src/run/recording/name-rows.ts'
import { folderWith } from '../../suite/temporary.ts'

const begun = `{"t":0,"recording":1,"scenario":"x","file":"x.yaml","wall":"2026-11-27T00:00:00.000Z","lanes":[]}\n`
const verdict = `{"t":9,"verdict":"failed","message":"no","lane":"a","line":7,"verb":"expect"}\n`
const row = { lane: 'a', at: 5, text: 'port 40055', shown: 'port <server.port>' }

test('the verdict has what the transcript calls each row, and all else stays', () => {
  const file = path.join(folderWith({ 'x.jsonl': `${begun}${verdict}` }), 'x.jsonl')
  nameRows(file, [row])
  const { events, problem } = decodeRecording(fs.readFileSync(file, 'utf8'), file)
  expect(problem).toBeUndefined()
  expect(events).toHaveLength(2)
  expect(events[1]).toEqual({
    type: 'verdict',
    at: 9,
    status: 'failed',
    message: 'no',
    lane: 'a',
    line: 7,
    verb: 'expect',
    named: [row],
  })
})

test('a recording of before is read as it was', () => {
  expect(decodeRecording(`${begun}${verdict}`, 'x.jsonl').events[1]).not.toHaveProperty('named')
})

test.each([
  ['without a verdict', `${begun}{"t":1,"step":0,"line":1,"verb":"start"}\n`],
  ['cut off', `${begun}{"t":9,"verd`],
  ['empty', ''],
])('one that is %s stays as it is', (_, text) => {
  const file = path.join(folderWith({ 'x.jsonl': text }), 'x.jsonl')
  nameRows(file, [row])
  expect(fs.readFileSync(file, 'utf8')).toBe(text)
})

test('one that is not there is not made', () => {
  const file = path.join(folderWith({}), 'x.jsonl')
  nameRows(file, [row])
  expect(fs.existsSync(file)).toBe(false)
})
