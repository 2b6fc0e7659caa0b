import { describe, expect, test } from 'vitest'
import { blocksIn } from '../../src/embed/blocks.ts'
import { replaced, staleness } from '../../src/embed/replace.ts'

/** The text with these lines in all of its blocks. */
const filled = (text: string, ...lines: string[]): string =>
  replaced(
    text,
    blocksIn(text, '/page.md').blocks.map((block) => ({ block, lines })),
  )
const staleOf = (text: string, ...lines: string[]) => staleness(text, blocksIn(text, '/page.md').blocks[0]!, lines)
const block = (content: string, prefix = ''): string =>
  `${prefix}<!-- scenario: a -->\n${content}${prefix}<!-- /scenario -->`

describe('the content of a block', () => {
  test('has a blank line around it where there was nothing, and nothing else changes', () => {
    expect(filled(`a  \n\n${block('')}\n\tz`, 'x', '', 'y')).toBe(`a  \n\n${block('\nx\n\ny\n\n')}\n\tz`)
    expect(filled(block('\n\n\n'), 'x')).toBe(block('\nx\n\n'))
  })

  test('keeps the blank lines around it', () => {
    expect(filled(block('old\n'), 'x')).toBe(block('x\n'))
    expect(filled(block('\n\nold\nmore\n\n'), 'x')).toBe(block('\n\nx\n\n'))
  })

  test('has the prefix of its comment before each line, without blanks at the end of empty ones', () => {
    expect(filled(block('', '   '), 'x', '', 'y')).toBe(block('\n   x\n\n   y\n\n', '   '))
    expect(filled(block('> old\n', '> '), 'x', '', 'y')).toBe(block('> x\n>\n> y\n', '> '))
  })

  test('has the line ends of its comment, and a mark at the beginning of the file stays', () => {
    const text = `\uFEFF${block('old\n')}`.replaceAll('\n', '\r\n')
    expect(filled(text, 'x', 'y')).toBe(`\uFEFF${block('x\ny\n')}`.replaceAll('\n', '\r\n'))
  })

  test('is put in as it is, whatever signs it has', () => {
    expect(filled(block('old\n'), '$& $1 \\n 日本 🎉')).toBe(block('$& $1 \\n 日本 🎉\n'))
  })

  test('several blocks are filled at once', () => {
    expect(filled(`${block('1\n')}\n-\n${block('')}\n`, 'x')).toBe(`${block('x\n')}\n-\n${block('\nx\n\n')}\n`)
  })
})

describe('a block is stale', () => {
  test('where a line differs, is missing, or is too much; the line is that of the file', () => {
    expect(staleOf(`#\n${block('\nx\ny\n')}`, 'x', 'z')).toEqual({ line: 5, old: 'y', wanted: 'z' })
    expect(staleOf(block('x\n'), 'x', 'z')).toEqual({ line: 3, wanted: 'z' })
    expect(staleOf(block('x\ny\n'), 'x')).toEqual({ line: 3, old: 'y' })
    expect(staleOf(block(''), 'x')).toEqual({ line: 2, wanted: 'x' })
    expect(staleOf(block('> x\n> y\n', '> '), 'x', 'z')).toEqual({ line: 3, old: 'y', wanted: 'z' })
  })

  test('where it has left its list or its quote', () => {
    expect(staleOf(block('x\n', '  '), 'x')).toEqual({ line: 2, old: 'x', wanted: 'x' })
  })

  test('not by blank lines around it, blanks at the end of lines, and line ends', () => {
    expect(staleOf(block('\n\nx  \n\ny\n\n\n'), 'x', '', 'y ')).toBeUndefined()
    expect(staleOf(block('\n> x\n>\n> y\n>\n', '> '), 'x', '', 'y')).toBeUndefined()
    expect(staleOf(block('x\ny\n').replaceAll('\n', '\r\n'), 'x', 'y')).toBeUndefined()
  })

  test('never after it was filled', () => {
    const lines = ['```text', '  x', '', '', '> y', '<!-- /scenario -->', '```']
    for (const prefix of ['', '  ', '> ', '> > ']) {
      const text = filled(block('', prefix), ...lines)
      expect(staleOf(text, ...lines)).toBeUndefined()
      expect(filled(text, ...lines)).toBe(text)
    }
  })
})
