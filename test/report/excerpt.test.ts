import width from 'fast-string-width'
import { assert, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt } from '../../src/report/excerpt.ts'
import { cutAround } from '../../src/text/cut.ts'
import { linesOf, positionOf } from '../../src/text/position.ts'
import { alignColumns } from '../../src/text/tables.ts'
import { underline } from '../../src/report/underline.ts'

const same = (text: string): string => text
const at = (text: string, words: string, more = {}): string =>
  excerpt(text, text.indexOf(words), text.indexOf(words) + words.length, more)

describe('an excerpt', () => {
  it('has a gutter, the line above, and carets under the span', () => {
    expect(at('a: 1\nb: two\nc: 3\n', 'two')).toBe('   1 │ a: 1\n   2 │ b: two\n     │    ^^^')
  })

  it('keeps the gutter straight at 9 and 10', () => {
    const text = `${'x\n'.repeat(9)}here`
    expect(at(text, 'here')).toBe('    9 │ x\n   10 │ here\n      │ ^^^^')
  })

  it('has room for tabs, wide characters and joined ones', () => {
    expect(at('\tkey: bad', 'bad')).toBe('   1 │   key: bad\n     │        ^^^')
    expect(at('名前: bad', 'bad')).toBe('   1 │ 名前: bad\n     │       ^^^')
    expect(at('x: 名前', '名前')).toBe('   1 │ x: 名前\n     │    ^^^^')
    expect(at('x: 👍 y', '👍')).toBe('   1 │ x: 👍 y\n     │    ^^')
  })

  it('shows control characters and never sends them', () => {
    expect(at('x: \x1b[31m y', 'y')).toBe('   1 │ x: \\x1b[31m y\n     │             ^')
  })

  it('marks an empty span, the end of a line and the end of a file with one caret', () => {
    expect(excerpt('ab\ncd', 1, 1)).toBe('   1 │ ab\n     │  ^')
    expect(excerpt('ab', 2, 9)).toBe('   1 │ ab\n     │   ^')
    expect(excerpt('', 0, 0)).toBe('   1 │ \n     │ ^')
    expect(excerpt('ab\r\ncd', 4, 6, { above: 0 })).toBe('   2 │ cd\n     │ ^^')
  })

  it('marks the first line of a long span only', () => {
    expect(excerpt('one two\nthree', 4, 13, { above: 0 })).toBe('   1 │ one two\n     │     ^^^')
  })

  it('cuts a long line around the span', () => {
    const text = `${'x'.repeat(500)}HERE${'y'.repeat(500)}`
    const [line = '', carets = ''] = at(text, 'HERE', { columns: 60 }).split('\n')
    expect(line.length).toBeLessThanOrEqual(60)
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE')
  })

  it('has its carets under the words, whatever stands around them', () => {
    const words = string({ unit: 'grapheme' })
    assert(
      property(words, words, (before, after) => {
        const text = `${before.replace(/[\r\n]/g, '')}HERE${after}`
        const start = text.lastIndexOf('HERE', before.replace(/[\r\n]/g, '').length)
        const lines = excerpt(text, start, start + 4, { columns: 50 }).split('\n')
        const line = lines.at(-2)!
        const column = lines.at(-1)!.indexOf('^')
        const places = [...line.matchAll(/HERE/g)].map(({ index }) => width(line.slice(0, index)))
        expect(places).toContain(column)
        expect(lines.at(-1)!.endsWith('^^^^')).toBe(true)
      }),
    )
  })

  it('uses the brushes of its palette', () => {
    const palette = { bold: same, dim: (text: string) => `(${text})`, red: same, green: same, yellow: same, cyan: same }
    expect(at('a: b', 'b', { palette, brush: (text: string) => `[${text}]` })).toBe('   (1 │) a: b\n   (  │)    [^]')
  })
})

describe('positions', () => {
  it('count lines and columns from 1, for each kind of line end', () => {
    expect(positionOf('a\nb\r\nc\rd', 0)).toEqual({ line: 1, column: 1 })
    expect(positionOf('a\nb\r\nc\rd', 2)).toEqual({ line: 2, column: 1 })
    expect(positionOf('a\nb\r\nc\rd', 5)).toEqual({ line: 3, column: 1 })
    expect(positionOf('a\nb\r\nc\rd', 99)).toEqual({ line: 4, column: 2 })
    expect(linesOf('a\nb\r\nc\rd')).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('a line that is too long', () => {
  it('is cut at whole characters and keeps its marks', () => {
    const piece = cutAround(`${'👍'.repeat(100)}bad${'👎'.repeat(100)}`, [[200, 203]], 40)
    expect(width(piece.text)).toBeLessThanOrEqual(40)
    expect(piece.text.slice(...piece.ranges[0]!)).toBe('bad')
    expect(piece.text).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
  })

  it('drops marks that are cut away', () => {
    expect(
      cutAround(
        'x'.repeat(100),
        [
          [1, 2],
          [90, 91],
        ],
        20,
      ).ranges,
    ).toEqual([[1, 2]])
  })
})

describe('columns', () => {
  it('are aligned by what is shown', () => {
    expect(
      alignColumns([
        ['a', 'x'],
        ['名前', 'y'],
      ]),
    ).toEqual(['a     x', '名前  y'])
    expect(
      underline('名前 x', [
        [0, 2],
        [3, 4],
      ]),
    ).toBe('^^^^ ^')
  })
})
