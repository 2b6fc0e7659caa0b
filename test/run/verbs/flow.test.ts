import { describe, expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

test('a server that is paused and resumed is its one connection', async () => {
  const steps = ['pause: server', 'send: { client: hello }', 'resume: server', 'expect: { server: hello }']
  const { failure } = await runText(connectedPair() + steps.map((step) => `  - ${step}\n`).join(''))
  expect(failure?.message).toBeUndefined()
})

/** Servers and clients whose connections are streams, with options beside `to`. */
const streams = [
  ['tcp', 'tcp-server', 'tcp-client'],
  ['TLS', 'tls-server', 'tls-client'],
] as const

describe.each(streams)('a pause behind so many bytes of %s', (_, server, client) => {
  const run = (...steps: string[]) =>
    runText(`scenario: pause
limits: { step: 2s }
actors:
  server: ${server}
  client: { ${client}: server }
steps:
  - start: server
  - connect: client
${steps.map((step) => `  - ${step}\n`).join('')}`)

  test('holds what comes behind them, and gives it first', async () => {
    const result = await run(
      'pause: { client: { after: { bytes: 5 } } }',
      'send: { server: { text: 012 } }',
      'expect: { client: { take: 012 } }',
      'send: { server: { text: 3456789 } }',
      'expect: { client: [{ take: "34" }, { silence: 20ms }] }',
      'pause: { client: { after: { bytes: 2 } } }',
      'expect: { client: [{ take: "56" }, { silence: 20ms }] }',
      'send: { server: { text: abc } }',
      'resume: client',
      'expect: { client: { take: 789abc } }',
    )
    expect(result.failure?.message).toBeUndefined()
  })

  test('a pause or resume of now takes its place', async () => {
    const result = await run(
      'pause: { client: { after: { bytes: 5 } } }',
      'resume: client',
      'send: { server: { text: 0123456 } }',
      'expect: { client: { take: "0123456" } }',
      'pause: { client: { after: { bytes: 5 } } }',
      'pause: client',
      'send: { server: { text: 789 } }',
      'expect: { client: { silence: 20ms } }',
      'resume: client',
      'expect: { client: { take: "789" } }',
    )
    expect(result.failure?.message).toBeUndefined()
  })
})

test('who leaves in the middle of a body sends RST, as for what stands unread in the kernel', async () => {
  const steps = [
    'pause: { client: { after: { bytes: 4 } } }',
    'send: { server: { text: 0123456789 } }',
    'expect: { client: { take: "0123" } }',
    'close: client',
    'expect: { server: { event: reset } }',
  ]
  const { failure } = await runText(connectedPair() + steps.map((step) => `  - ${step}\n`).join(''))
  expect(failure?.message).toBeUndefined()
})
