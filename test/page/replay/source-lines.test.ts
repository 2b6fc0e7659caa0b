import { expect, test } from 'vitest'
import { sourceLines } from '../../../page/replay/source-lines.ts'

const shown = (line: string, columns: number) =>
  sourceLines(line, columns).map(({ indent, pieces }) => ' '.repeat(indent) + pieces.map(({ text }) => text).join(''))

test('a line that fits is one line', () => {
  expect(shown('  - start: server', 17)).toEqual(['  - start: server'])
  expect(shown('', 20)).toEqual([''])
  expect(shown('  - start: server   ', 17)).toEqual(['  - start: server   '])
})

test('what goes on stands further in, and nothing is lost', () => {
  const line = '  - expect: { web: { text: code 404, stream: stderr } }'
  expect(shown(line, 28)).toEqual(['  - expect: { web: { text: ', '    code 404, stream: stderr', '    } }'])
  expect(shown(line, 28).every((each) => each.length <= 28)).toBe(true)
  expect(
    shown(`${' '.repeat(40)}deep: value`, 20)
      .join('')
      .replaceAll(' ', ''),
  ).toBe('deep:value')
})

test('a word that is longer than a line is cut, also of wide characters', () => {
  expect(
    shown(`a: ${'x'.repeat(30)}`, 12)
      .join('')
      .replaceAll(' ', ''),
  ).toBe(`a:${'x'.repeat(30)}`)
  expect(shown('  a: 日本語日本語日本語日本語', 14)).toEqual(['  a: ', '    日本語日本', '    語日本語日', '    本語'])
})

test('keys and comments keep their looks where a line is broken', () => {
  const kinds = sourceLines('key: value # a remark that goes on', 16).map(({ pieces }) =>
    pieces.map(({ kind }) => kind),
  )
  expect(kinds).toEqual([['key', 'plain', 'comment'], ['comment'], ['comment']])
})
