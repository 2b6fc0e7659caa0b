import { expect, test } from 'vitest'
import { yamlPieces } from '../../../page/replay/yaml-pieces.ts'

const shown = (line: string) => yamlPieces(line).map(({ text, kind }) => (kind === 'plain' ? text : `${kind}(${text})`))

test('the first key and the comment of a line stand by themselves', () => {
  expect(shown('  - send: { client: hello } # why')).toEqual([
    '  - ',
    'key(send:)',
    ' { client: hello } ',
    'comment(# why)',
  ])
  expect(shown('"a key": 1')).toEqual(['key("a key":)', ' 1'])
  expect(shown('# only')).toEqual(['comment(# only)'])
  expect(shown('')).toEqual([])
})

test('a # in quotes or in a word is no comment', () => {
  expect(shown('- expect: { a: "x # y" }')).toEqual(['- ', 'key(expect:)', ' { a: "x # y" }'])
  expect(shown("- close: server#1 # it's")).toEqual(['- ', 'key(close:)', ' server#1 ', "comment(# it's)"])
  expect(shown(`say: "a \\" # b" # c`)).toEqual(['key(say:)', ' "a \\" # b" ', 'comment(# c)'])
})

test('what cannot be seen is shown', () => {
  expect(shown('a: \u202e\u001b[31m')).toEqual(['key(a:)', String.raw` \u202e\x1b[31m`])
})
