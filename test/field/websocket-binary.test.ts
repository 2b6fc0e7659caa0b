import { expect, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../scenarios/house.ts'
import { connectedPair } from '../scenarios/pair.ts'

const scenarioText = (
  send: string,
  expected: string,
  more = '',
): string => `${connectedPair({ above: 'limits: { step: 500ms }', server: 'websocket-server', client: 'websocket-client' })}  - send: { client: ${send} }
  - expect: { server: ${expected} }
  - close: client
${more}`

test.each([
  ['a text', 'hello'],
  ['a whole line', '{ line: hello }'],
  ['a regex', '/hell/'],
  ['lines', '{ lines: [hello] }'],
  ['one of several', '{ one-of: [hello, bye] }'],
  ['any order', '{ any-order: [hello] }'],
])('%s is met by a text message, not by a binary one of the same bytes', async (name, expected) => {
  expect(failurePrinted(await runText(scenarioText('hello', expected)))).toBe('')
  const failed = await runText(scenarioText('{ bytes: "68 65 6c 6c 6f" }', expected))
  expect(failed.failure).toMatchObject({ code: expect.stringMatching(/^expectation-/) as string })
  expect(failurePrinted(failed)).toContain('68 65 6c 6c 6f')
  if (['a text', 'a whole line', 'a regex'].includes(name))
    expect(failed.failure?.hint).toContain('it came as a binary message')
})

test('json is not met by a binary message', async () => {
  expect((await runText(scenarioText('{ base64: eyJhIjoxfQ== }', '{ json: { a: 1 } }'))).status).toBe('failed')
})

test('bytes and take are met by both, and a binary message is written as bytes', async () => {
  for (const send of ['hello', '{ bytes: "68 65 6c 6c 6f" }'])
    for (const expected of ['{ bytes: "68 65 6c 6c 6f" }', '{ take: 5, as: it }'])
      expect(failurePrinted(await runText(scenarioText(send, expected)))).toBe('')
  const unread = await runText(scenarioText('[{ bytes: "68 65 6c 6c 6f" }, hello]', 'hello'))
  expect(failurePrinted(unread)).toBe('')
  expect(rowsOf(unread).filter((row) => row.startsWith('server#1 |'))).toEqual([
    'server#1 | 68 65 6c 6c 6f  hello',
    'server#1 | hello',
  ])
})

test('datagrams are text unless their author says otherwise', async () => {
  const datagrams = (
    messages: string,
  ) => `${connectedPair({ above: 'limits: { step: 500ms }', server: `{ udp: { messages: ${messages} } }`, client: 'udp' })}  - send: { client: hello }
  - expect: { server: hello }
`
  expect((await runText(datagrams('text'))).status).toBe('passed')
  expect((await runText(datagrams('binary'))).status).toBe('failed')
})
