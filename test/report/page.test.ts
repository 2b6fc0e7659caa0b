import { expect, test } from 'vitest'
import { pageText } from '../../src/report/page.ts'
import { plain } from '../../src/text/palette.ts'

const page = [
  '## not-ready',
  '',
  'Wait with `ready: "x y"`, or **look** at [`within`](steps.md#within).',
  '',
  '- one two three four',
  '',
  '```yaml',
  'steps: # `not` a word',
  '',
  '  - start: **server**',
  '```',
].join('\n')

test('a page is text without Markdown, and code stands in quotes', () => {
  expect(pageText(page, plain)).toBe(
    [
      'not-ready',
      '',
      'Wait with “ready: "x y"”, or look at within.',
      '',
      '- one two three four',
      '',
      '    steps: # `not` a word',
      '',
      '      - start: **server**',
      '',
    ].join('\n'),
  )
})

test('where there are colours they show what is code, and count nothing in a line', () => {
  const coloured = {
    ...plain,
    bold: (text: string) => `\u001B[1m${text}\u001B[22m`,
    cyan: (text: string) => `\u001B[36m${text}\u001B[39m`,
  }
  expect(pageText(page, coloured, 16).split('\n').slice(0, 8)).toEqual([
    '\u001B[1mnot-ready\u001B[22m',
    '',
    'Wait with \u001B[36mready:',
    '"x y"\u001B[39m, or \u001B[1mlook\u001B[22m',
    'at within.',
    '',
    '- one two three',
    '  four',
  ])
})
