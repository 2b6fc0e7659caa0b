import { expect, test } from 'vitest'
import { rowsOf, runText } from '../../scenarios/house.ts'

const typed = (...steps: string[]): string =>
  [
    'scenario: Keys',
    'vars: { which: up, wrong: upp }',
    'actors:',
    `  raw: { program: { run: [node, -e, "process.stdin.setRawMode(true).on('data', (keys) => console.log(keys.toString('hex'))); console.log('ready')"], pty: true, ready: ready } }`,
    'steps:',
    '  - start: raw',
    ...steps.map((step) => `  - ${step}`),
    '  - signal: { raw: SIGKILL }',
    '  - expect: { raw: { exit: SIGKILL } }',
    '',
  ].join('\n')

test('a list of messages with keys among them is one write, and each message has its row', async () => {
  const result = await runText(
    typed(
      'send: { raw: [{ text: a }, { key: [down, "${which}"] }, { paste: "b\\nc" }] }',
      'expect: { raw: 611b5b421b5b41620d63 }',
    ),
  )
  expect(result.failure).toBeUndefined()
  expect(rowsOf(result)).toEqual(
    expect.arrayContaining(['raw > a', 'raw > <Down> <Up>', String.raw`raw > <Paste> b\nc`]),
  )
})

test('a variable that is not a key fails its step and points at it', async () => {
  const { failure } = await runText(typed('send: { raw: { key: "${wrong}" } }'))
  expect(failure).toMatchObject({
    code: 'invalid-value',
    message: '“${wrong}”: there is no key of this name',
    hint: 'did you mean “up”?',
  })
})
