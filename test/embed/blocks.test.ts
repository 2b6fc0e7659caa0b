import { describe, expect, test } from 'vitest'
import { blocksIn } from '../../src/embed/blocks.ts'
import { positionOf } from '../../src/text/position.ts'

const file = '/page.md'
/** What was found: the calls of blocks with their prefixes, and problems with their lines. */
function found(text: string) {
  const { blocks, problems } = blocksIn(text, file)
  return {
    blocks: blocks.map(({ call, prefix, content }) => [
      call.text.trim(),
      prefix,
      text.slice(content.start, content.end),
    ]),
    problems: problems.map(({ message, span }) => {
      const { line, column } = positionOf(text, span!.start)
      return `${line}:${column} ${message}`
    }),
  }
}
const one = (...lines: string[]) => found(lines.join('\n'))

describe('blocks of a Markdown file', () => {
  test('begin and end with a comment; what they ask for is as written', () => {
    expect(one('# A', '<!-- scenario: echo --to txt -->', 'old', '<!-- /scenario -->', 'b')).toEqual({
      blocks: [['echo --to txt', '', 'old\n']],
      problems: [],
    })
  })

  test('there may be several, with nothing in them, and the last without a line end behind it', () => {
    expect(
      one('<!--scenario:a-->', '<!--/scenario-->', '<!-- scenario: b -->', '', '<!-- /scenario -->').blocks,
    ).toEqual([
      ['a', '', ''],
      ['b', '', '\n'],
    ])
  })

  test('in lists and quotes each line has the prefix of the comment', () => {
    expect(one('1. item', '', '   <!-- scenario: a -->', '   x', '   <!-- /scenario -->').blocks).toEqual([
      ['a', '   ', '   x\n'],
    ])
    expect(one('> <!-- scenario: a -->', '> x', '> <!-- /scenario -->').blocks).toEqual([['a', '> ', '> x\n']])
    expect(one('- <!-- scenario: a -->', '  x', '  <!-- /scenario -->').blocks).toEqual([['a', '  ', '  x\n']])
  })

  test('their comment may have several lines, also in a quote', () => {
    const { blocks } = one('> <!-- scenario: a', '>   --alt "b c" -->', '> <!-- /scenario -->')
    expect(blocks).toEqual([['a\n    --alt "b c"', '> ', '']])
  })

  test.each([
    ['fenced', ['```md', '<!-- scenario: a -->', '<!-- /scenario -->', '```']],
    ['fenced by a longer fence', ['````md', '```', '<!-- scenario: a -->', '```', '````']],
    ['fenced by tildes', ['~~~', '```', '<!-- scenario: a -->', '~~~']],
    ['fenced until the end of the file', ['```', '<!-- scenario: a -->']],
    ['fenced in a list', ['- item', '  ```', '  <!-- scenario: a -->', '  ```']],
    ['fenced in a quote', ['> ```', '> <!-- scenario: a -->', '> ```']],
    ['indented', ['text', '', '    <!-- scenario: a -->', '    <!-- /scenario -->']],
    ['indented by a tab', ['text', '', '\t<!-- scenario: a -->']],
    ['indented in a list', ['- item', '', '      <!-- scenario: a -->', '      <!-- /scenario -->']],
    ['in a span of code', ['Write `<!-- scenario: a -->` and `<!-- /scenario -->`.']],
  ])('a comment in code is none: %s', (_, lines) => {
    expect(one(...lines)).toEqual({ blocks: [], problems: [] })
  })

  test('behind code there are blocks again: a fence ends with its list item and its quote', () => {
    const block = ['<!-- scenario: a -->', '<!-- /scenario -->']
    expect(one('```', 'x', '```', ...block).blocks).toHaveLength(1)
    expect(one('- item', '  ```', '  x', '', 'text', ...block).blocks).toHaveLength(1)
    expect(one('> ```', '> x', ...block).blocks).toHaveLength(1)
    expect(one('- ```', '  - x', '  > ```', '  ```', ...block).blocks).toHaveLength(1)
    expect(one('``` not a ` fence', ...block).blocks).toHaveLength(1)
  })

  test('what a block shows may look like its end: code does not end it', () => {
    const shown = '```text\n<!-- /scenario -->\n```\n'
    expect(found(`<!-- scenario: a -->\n${shown}<!-- /scenario -->\n`)).toEqual({
      blocks: [['a', '', shown]],
      problems: [],
    })
  })

  test('line ends of Windows and of old Macs count', () => {
    for (const end of ['\r\n', '\r']) {
      const text = ['x', '<!-- scenario: a -->', 'y', '<!-- /scenario -->', ''].join(end)
      const { blocks } = blocksIn(text, file)
      expect(blocks.map(({ lineEnd, content }) => [lineEnd, text.slice(content.start, content.end)])).toEqual([
        [end, `y${end}`],
      ])
    }
  })

  test.each([
    ['no end', ['x', '<!-- scenario: a -->', 'y'], ['2:1 this block has no end in this file']],
    [
      'another begins before its end',
      ['<!-- scenario: a -->', '<!-- scenario: b -->', '<!-- /scenario -->'],
      ['1:1 this block has no end before the next one in line 2'],
    ],
    ['an end alone', ['x', '  <!-- /scenario -->'], ['2:3 no block begins before this end']],
    [
      'a comment without an end',
      ['<!-- scenario: a', '', 'x -->', '<!-- /scenario -->'],
      ['1:1 the comment that begins this block has no end'],
    ],
    [
      'text behind it',
      ['<!-- scenario: a --> ![x](y)', '<!-- /scenario -->'],
      ['1:21 text stands behind the comment that begins a block'],
    ],
  ])('%s is a problem, with its place', (_, lines, problems) => {
    expect(one(...lines).problems).toEqual(problems)
  })

  test('a large file is read in one go', () => {
    const text = `${'- item\n\n      code\n'.repeat(20_000)}\n<!-- scenario: a -->\n<!-- /scenario -->\n`
    expect(blocksIn(text, file).blocks).toHaveLength(1)
  })
})
