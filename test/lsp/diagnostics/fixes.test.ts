import { expect, test } from 'vitest'
import { fixesOf } from '../../../src/lsp/diagnostics/fixes.ts'

const applied = (text: string, wrong: string, hint: string): string[] => {
  const start = text.indexOf(wrong)
  const span = { file: 'x.yaml', start, end: start + wrong.length }
  return fixesOf({ code: 'unknown-actor', message: 'x', span, hint }, text).map(
    (fix) => text.slice(0, fix.start) + fix.text + text.slice(fix.end),
  )
}

test('the word that is meant is written in the place of the one that is most like it', () => {
  expect(applied('- start: sever\n', 'sever', 'did you mean “server”?')).toEqual(['- start: server\n'])
  expect(applied('- send: { sever#1: x }\n', 'sever#1', 'did you mean “server”?')).toEqual([
    '- send: { server#1: x }\n',
  ])
})

test('a hint that proposes nothing has no fix, and neither has a place behind the end of the text', () => {
  expect(applied('- start: sever\n', 'sever', 'declare it under actors')).toEqual([])
  const span = { file: 'x.yaml', start: 90, end: 99 }
  expect(fixesOf({ code: 'unknown-actor', message: 'x', span, hint: 'did you mean “a”?' }, 'short')).toEqual([])
  expect(fixesOf({ code: 'unknown-actor', message: 'x', hint: 'did you mean “a”?' }, 'short')).toEqual([])
})
