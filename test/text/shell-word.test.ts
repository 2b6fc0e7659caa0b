import { expect, test } from 'vitest'
import { shellWord } from '../../src/text/shell-word.ts'

test.each([
  ['scenarios/echo.yaml', 'scenarios/echo.yaml'],
  ['impl=redis', 'impl=redis'],
  ['two words.yaml', "'two words.yaml'"],
  ["it's", String.raw`'it'\''s'`],
  ['$HOME', "'$HOME'"],
])('%s', (word, quoted) => {
  expect(shellWord(word)).toBe(quoted)
})
