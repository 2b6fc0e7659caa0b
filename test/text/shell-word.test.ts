import { expect, test } from 'vitest'
import { shellWord } from '../../src/text/shell-word.ts'

test.each([
  ['scenarios/echo.yaml', 'scenarios/echo.yaml'],
  ['impl=redis', 'impl=redis'],
  ['two words.yaml', "'two words.yaml'"],
  ["it's", String.raw`'it'\''s'`],
  ['$HOME', "'$HOME'"],
  ['a,b', 'a,b'],
  ['', "''"],
  ["a\nb\t\\ it's", String.raw`$'a\x0ab\x09\\ it\'s'`],
])('%s', (word, quoted) => {
  expect(shellWord(word)).toBe(quoted)
})
