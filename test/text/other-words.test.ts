import { expect, test } from 'vitest'
import { topKeyNames } from '../../src/language/top/index.ts'
import { verbs as verbTable } from '../../src/language/verbs/index.ts'
import { otherWords } from '../../src/text/other-words.ts'
import { didYouMean } from '../../src/text/suggest.ts'

const verbs = Object.keys(verbTable)

test.each([
  ['sleep', verbs, 'wait'],
  ['write', verbs, 'send'],
  ['assert', verbs, 'expect'],
  ['description', topKeyNames, 'about'],
  ['timeout', topKeyNames, 'limits'],
  ['timeout', ['within', 'times'], 'within'],
  ['variables', topKeyNames, 'vars'],
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
