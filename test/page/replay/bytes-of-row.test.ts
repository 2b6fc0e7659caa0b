import { expect, test } from 'vitest'
import { bytesOfRow } from '../../../page/replay/bytes-of-row.ts'
import type { Chunk } from '../../../src/model/replay.ts'
import { chunk, made, type MadeRow } from './made.ts'

/** The bytes of each row as text, `[` and `]` around the row's own. */
function shown(rows: readonly MadeRow[], chunks: readonly Chunk[]): string[] {
  const replay = made(rows, { chunks })
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  return rows.map((_, index) =>
    bytesOfRow(replay, index)
      .map(
        ({ chunk: { bytes }, start, end }) =>
          `${text(bytes.slice(0, start))}[${text(bytes.slice(start, end))}]${text(bytes.slice(end))}`,
      )
      .join(' + '),
  )
}

test('a line is found in the chunk that it came in', () => {
  const rows: MadeRow[] = [
    [10, 'a', '|', 'one'],
    [10, 'a', '|', 'two'],
    [20, 'a', '|', 'three'],
  ]
  expect(shown(rows, [chunk(10, 'a', 'one\r\ntwo\r\nth'), chunk(20, 'a', 'ree\r\n')])).toEqual([
    '[one\r\n]two\r\nth',
    'one\r\n[two\r\n]th',
    'one\r\ntwo\r\n[th] + [ree\r\n]',
  ])
})

test('of lines that read the same at one time each has its own bytes', () => {
  const rows: MadeRow[] = [
    [10, 'a', '|', 'x'],
    [10, 'a', '|', 'x'],
  ]
  expect(shown(rows, [chunk(10, 'a', 'x\nx\n')])).toEqual(['[x\n]x\n', 'x\n[x\n]'])
})

test('streams, directions and lanes are kept apart, and a group is all of its instances', () => {
  const rows: MadeRow[] = [
    [10, 'a', '!', 'same'],
    [10, 'a', '>', 'same'],
    [10, 'a', '|', 'same'],
    [10, 'b', '|', 'same'],
  ]
  const chunks = [
    chunk(10, 'a', 'same\n', { stream: 'stderr' }),
    chunk(10, 'a', 'same\r\n', { direction: 'sent' }),
    chunk(10, 'a', 'same\n\n'),
    chunk(10, 'b#3', 'more\nsame\n'),
    chunk(10, 'bc', 'same'),
  ]
  expect(shown(rows, chunks)).toEqual(['[same\n]', '[same\r\n]', '[same\n]\n', 'more\n[same\n]'])
})

test('colours, escapes and what is no UTF-8 do not hide a line', () => {
  const rows: MadeRow[] = [
    [10, 'a', '|', String.raw`red \\\t\x20\x20`],
    [20, 'a', '|', String.raw`\xff\xfe é`],
    [30, 'a', '~', String.raw`login:\x20`],
  ]
  const bytes = Uint8Array.from([0xff, 0xfe, 0x20, 0xc3, 0xa9, 10])
  const chunks = [
    chunk(10, 'a', 'x\u001b[31mred\u001b[0m \\\t  \n'),
    chunk(20, 'a', '', { bytes }),
    chunk(30, 'a', 'login: '),
  ]
  expect(
    shown([[10, 'a', '|', String.raw`xred \\\t\x20\x20`], ...rows.slice(1)], chunks).map((text) => text.at(0)),
  ).toEqual(['[', '[', '['])
})

test('where no line fits, all that came at that time is meant', () => {
  expect(shown([[10, 'a', '|', '30 03 01  0..']], [chunk(9, 'a', 'before'), chunk(10, 'a', '0\u0003\u0001')])).toEqual([
    '[0\u0003\u0001]',
  ])
})

test('events, notes, what an actor prints itself and rows of a transcript have no bytes', () => {
  const rows: MadeRow[] = [
    [10, 'a', '*', 'x'],
    [10, '', '#', 'x'],
    [11, 'a', '|', 'x'],
  ]
  expect(shown(rows, [chunk(10, 'a', 'x\n')])).toEqual(['', '', ''])
  expect(bytesOfRow(made([[0, 'a', '|', 'x']], { exact: false, chunks: [chunk(0, 'a', 'x\n')] }), 0)).toEqual([])
  expect(bytesOfRow(made([]), 3)).toEqual([])
})

test('a line that an actor prints of what a connection received a moment before', () => {
  const chunks = [
    chunk(5, 'server#1', 'hello\r\n'),
    chunk(8, 'server#2', 'hello\r\nmore'),
    chunk(90, 'server#1', 'hello\n'),
  ]
  expect(shown([[9, 'server', '|', 'hello']], chunks)).toEqual(['[hello\r\n]more'])
  expect(shown([[9, 'server', '|', 'hell']], chunks)).toEqual([''])
  expect(shown([[9, 'server#1', '|', 'hello']], chunks)).toEqual([''])
})

const raw = (...bytes: (number | string)[]) =>
  Uint8Array.from(bytes.flatMap((each) => (typeof each === 'string' ? [...Buffer.from(each)] : [each])))

test('of lines that follow their length each has its own, with the length', () => {
  const rows: MadeRow[] = [
    [10, 'a', '|', 'hello'],
    [10, 'a', '|', 'l'],
    [20, 'a', '|', 'two\\nlines'],
  ]
  const chunks = [chunk(10, 'a', '', { bytes: raw(0, 5, 'hello', 0, 1, 'l', 0, 9, 'tw') }), chunk(20, 'a', 'o\nlines')]
  expect(shown(rows, chunks)).toEqual([
    '[\0\u0005hello]\0\u0001l\0\ttw',
    '\0\u0005hello[\0\u0001l]\0\ttw',
    '\0\u0005hello\0\u0001l[\0\ttw] + [o\nlines]',
  ])
})

test('lines between delimiters are found in their order, also where the delimiter comes later', () => {
  const rows: MadeRow[] = [
    [10, 'a', '|', 'ab'],
    [10, 'a', '|', 'b'],
    [10, 'a', '|', String.raw`\xff\x20`],
    [20, 'a', '|', 'late'],
  ]
  const chunks = [chunk(10, 'a', '', { bytes: raw('ab;b;', 0xff, ' ;late') }), chunk(20, 'a', ';ab;')]
  expect(shown(rows, chunks)).toEqual([
    '[ab];b;\ufffd ;late',
    'ab;[b];\ufffd ;late',
    'ab;b;[\ufffd ];late',
    'ab;b;\ufffd ;[late]',
  ])
})

test('rows of a hex dump are found among bytes', () => {
  const rows: MadeRow[] = [
    [10, 'a', '|', '30 03  0.'],
    [10, 'a', '|', '  01 02  ..'],
  ]
  expect(shown(rows, [chunk(10, 'a', '0\u0003\u0001\u0002\u0003')])).toEqual([
    '[0\u0003]\u0001\u0002\u0003',
    '0\u0003[\u0001\u0002]\u0003',
  ])
})

test('of several lines that a step sends at once each has its own', () => {
  const rows: MadeRow[] = [
    [10, 'a', '>', 'one'],
    [10, 'a', '>', 'two'],
    [20, 'a', '>', 'x'],
    [20, 'a', '>', 'xx'],
  ]
  const sent = [
    chunk(10, 'a', 'one\ntwo\n', { direction: 'sent' }),
    chunk(20, 'a', '\u0001x\u0002xx', { direction: 'sent' }),
  ]
  expect(shown(rows, sent)).toEqual(['[one\n]two\n', 'one\n[two\n]', '[\u0001x]\u0002xx', '\u0001x[\u0002xx]'])
})
