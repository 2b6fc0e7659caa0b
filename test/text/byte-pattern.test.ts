import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import {
  byteCaptures,
  byteGroupNames,
  fitBytes,
  openInGroups,
  parseBytePattern,
  sizeOfPattern,
} from '../../src/text/byte-pattern.ts'
import { encodeText } from '../../src/text/byte-text.ts'

const patternOf = (written: string) => {
  const pattern = parseBytePattern(written)
  if ('mistake' in pattern) throw new Error(pattern.mistake)
  return pattern
}

test('reads pairs, any bytes, groups and the rest', () => {
  expect(patternOf(' 3003 ?? (?<id>01??)(?<rest> * )')).toEqual({
    bytes: [0x30, 3, undefined, 1, undefined],
    groups: [
      { name: 'id', start: 3, end: 5 },
      { name: 'rest', start: 5 },
    ],
    rest: true,
  })
})

test.each([
  ['01 0g', '“0g” is none', 3, 5],
  ['01 (?<id> 02', 'the group “id” is never closed by a “)”', 3, 12],
  ['01 )', '“)” closes no group', 3, 4],
  ['* 01', '“*” is the rest, and something stands behind it', 2, 4],
  ['01 (02)', '“(0” is none', 3, 5],
])('says what is wrong with %s', (written, mistake, start, end) => {
  expect(parseBytePattern(written)).toEqual({ mistake, start, end })
})

describe('fits', () => {
  test.each([
    ['01 ??', [1, 2, 3], 2],
    ['01 ??', [1], 'more'],
    ['01 ??', [2], 'never'],
    ['01 *', [1, 2, 3], 3],
    ['01 *', [1], 1],
    ['01 *', [], 'more'],
  ])('%s in %j: %s', (written, bytes, answer) => {
    expect(fitBytes(patternOf(written), Uint8Array.from(bytes))).toBe(answer)
  })

  test('asks no byte twice', () => {
    expect(fitBytes(patternOf('01 02'), Uint8Array.from([9, 2]), 1)).toBe(2)
  })
})

test('captures any bytes, from which the same bytes come again', () => {
  const { id, rest } = byteCaptures(patternOf('(?<id> ?? ??) 00 (?<rest> *)'), Buffer.from([0xff, 0x41, 0, 0xe2, 0x80]))
  expect([encodeText(id!), encodeText(rest!)]).toEqual([Buffer.from([0xff, 0x41]), Buffer.from([0xe2, 0x80])])
})

test('finds names also beside placeholders', () => {
  expect(byteGroupNames('${a} (?<id> ??) (?<b> *)')).toEqual(['id', 'b'])
})

test('knows which bytes of its groups may be any, and how many bytes a part of it stands for', () => {
  expect(openInGroups(patternOf('?? (?<a> 01 ?? (?<b> ??)) (?<c> 02) (?<rest> ?? *)'))).toEqual({
    a: [1, 2],
    b: [0],
    c: [],
    rest: [0],
  })
  expect(sizeOfPattern('30 (?<ab> ??cd) ')).toBe(3)
  expect(sizeOfPattern('')).toBe(0)
})
