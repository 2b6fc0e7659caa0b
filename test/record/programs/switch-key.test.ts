import { expect, test } from 'vitest'
import { SwitchKey, switchByte } from '../../../src/record/programs/switch-key.ts'

const pieces = (...chunks: string[]): string[] => {
  const key = new SwitchKey(7)
  return chunks.map((chunk) => {
    const { before, behind } = key.cut(Buffer.from(chunk))
    return `${Buffer.from(before)}${behind === undefined ? '' : `|${Buffer.from(behind)}`}`
  })
}

test('it is found wherever it is typed', () => {
  expect(pieces('ab\u0007n', 'c')).toEqual(['ab|n', 'c'])
})

test('in a paste it is a byte like any other, also where the marks of the paste are cut', () => {
  expect(pieces('\u001b[20', '0~a\u0007b', '\u001b[201', '~c\u0007d')).toEqual([
    '\u001b[20',
    '0~a\u0007b',
    '\u001b[201',
    '~c|d',
  ])
})

test('a letter with Ctrl can be it, unless that is another key', () => {
  expect(['ctrl-g', 'ctrl-a', 'ctrl-m', 'ctrl-i', 'g', 'alt-g'].map(switchByte)).toEqual([
    7,
    1,
    ...Array(4).fill(undefined),
  ])
})
