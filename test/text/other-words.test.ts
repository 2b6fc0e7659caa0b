import { expect, test } from 'vitest'
import websocket from '../../plugins/websocket/index.ts'
import { limitNames } from '../../src/language/top/limits.ts'
import { topKeyNames } from '../../src/language/top/index.ts'
import { verbs as verbTable } from '../../src/language/verbs/index.ts'
import { otherWords } from '../../src/text/other-words.ts'
import { didYouMean } from '../../src/text/suggest.ts'

const verbs = Object.keys(verbTable)

test.each([
  ['sleep', verbs, 'wait'],
  ['assert', verbs, 'expect'],
  ['description', topKeyNames, 'about'],
  ['timeout', topKeyNames, 'limits'],
  ['timeout', ['within', 'times'], 'within'],
  ['variables', topKeyNames, 'vars'],
  ['command', ['run', 'cwd'], 'run'],
  ['cmd', ['run', 'cwd'], 'run'],
  ['settle', limitNames, 'teardown'],
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
  const kinds = ['tcp-client', 'websocket-client', 'websocket-server']
  expect(didYouMean('ws', kinds, undefined, websocket.words)).toBe(
    'did you mean “websocket-server” or “websocket-client”?',
  )
  expect(didYouMean('ws', kinds)).toBeUndefined()
})
