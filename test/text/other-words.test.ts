import { expect, test } from 'vitest'
import { grammarVerbs } from '../../src/pipeline.ts'
import { topKeys } from '../../src/model/words.ts'
import { otherWord } from '../../src/text/other-words.ts'
import { didYouMean } from '../../src/text/suggest.ts'

const verbs = (await grammarVerbs()).map(({ name }) => name)

test.each([
  ['sleep', verbs, 'wait'],
  ['write', verbs, 'send'],
  ['assert', verbs, 'expect'],
  ['description', topKeys, 'about'],
  ['timeout', topKeys, 'limits'],
  ['timeout', ['within', 'times'], 'within'],
  ['variables', topKeys, 'vars'],
  ['command', ['run', 'cwd'], 'run'],
  ['cmd', ['run', 'cwd'], 'run'],
])('“%s” among %j is “%s”', (word, candidates, meant) => {
  expect(otherWord(word, candidates)).toBe(meant)
  expect(didYouMean(word, candidates)).toBe(`did you mean “${meant}”?`)
})

test('a word that is meant nowhere here is left to the spelling', () => {
  expect(otherWord('sleep', ['run'])).toBeUndefined()
  expect(otherWord('constructor', ['run'])).toBeUndefined()
  expect(didYouMean('sleep', ['steep'])).toBe('did you mean “steep”?')
})
