import { expect, test } from 'vitest'
import { grammarVerbs } from '../../src/pipeline.ts'
import { topKeys } from '../../src/model/words.ts'
import { otherWords } from '../../src/text/other-words.ts'
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
  expect(otherWords(word, candidates)).toEqual([meant])
  expect(didYouMean(word, candidates)).toBe(`did you mean “${meant}”?`)
})

test('a word that is meant nowhere here is left to the spelling', () => {
  expect(otherWords('sleep', ['run'])).toEqual([])
  expect(otherWords('constructor', ['run'])).toEqual([])
  expect(didYouMean('sleep', ['steep'])).toBe('did you mean “steep”?')
})

test('words that are equally likely are all offered', () => {
  expect(didYouMean('ws', ['tcp-client', 'websocket-client', 'websocket-server'])).toBe(
    'did you mean “websocket-server” or “websocket-client”?',
  )
})
