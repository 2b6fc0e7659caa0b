import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

const scenario = (...steps: string[]) =>
  [
    'scenario: files',
    'vars: { text: abc, up: ../x }',
    'actors: { server: tcp-server }',
    'steps:',
    '  - start: server',
    ...steps.map((step) => `  - ${step}`),
    '',
  ].join('\n')

test.each([
  ['remove: none.txt', 'step-failed', '“none.txt” cannot be removed: it is not there'],
  ['remove: a', 'step-failed', '“a” cannot be removed: it is a folder'],
  ['write: { a: x }', 'step-failed', '“a” cannot be written: it is a folder'],
  ['append: { "${up}": x }', 'invalid-value', 'stand outside'],
  ['write: { x: { base64: "${text}" } }', 'invalid-value', '“abc” is not base64 with padding'],
  ['write: { x: { from: "${text}" } }', 'cannot-read', 'the file “abc” cannot be read: ENOENT'],
])('%s fails with %s', async (step, code, message) => {
  const { failure } = await runText(scenario('write: { a/: }', step))
  expect(failure).toMatchObject({ code, message: expect.stringContaining(message) })
})
