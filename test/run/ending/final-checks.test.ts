import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { failurePrinted, home, rowsOf, runText } from '../../scenarios/house.ts'

const caller = path.join(home, 'test/peers/calls.mjs')
/** A server that a program calls so often; each call is there when the program says so. */
const called = (kind: string, times: number, ...steps: string[]): string =>
  [
    'scenario: visitors',
    'actors:',
    `  server: ${kind}`,
    ...Array.from(
      { length: times },
      (_, n) => `  caller${n}: { program: { run: [node, ${caller}, "\${server.port}"] } }`,
    ),
    'steps:',
    '  - start: server',
    ...Array.from({ length: times }, (_, n) => `  - start: caller${n}\n  - expect: { caller${n}: connected }`),
    ...steps.map((step) => `  - ${step}`),
    '',
  ].join('\n')

describe('a connection of a program is expected', () => {
  test.each([
    ['as what happens on the server', 'tcp-server', 1, 'expect: { server: { event: connection } }'],
    ['each of several', 'tcp-server', 2, 'expect: { server: [{ event: connection }, { event: connection }] }'],
    ['by the line that tells of it', 'echo-server', 1, 'expect: { server: client connected }'],
    [
      'by lines in any order',
      'echo-server',
      1,
      'expect: { server: { any-order: [client connected, server accepting connections] } }',
    ],
    ['by several such lines', 'echo-server', 2, 'expect: { server: [client connected, client connected] }'],
    ['by its number', 'tcp-server', 1, 'check: { server#1: { bytesRead: 0 } }'],
  ])('%s', async (_, kind, times, step) => {
    const result = await runText(called(kind, times, step))
    expect(failurePrinted(result)).toBe('')
    expect(result.status).toBe('passed')
  })
})

test('a line that is only passed over expects nothing, and the advice of the failure then passes without a warning', async () => {
  for (const times of [1, 2, 4]) {
    const failed = await runText(called('echo-server', times))
    expect(failed.failure).toMatchObject({ code: 'unexpected-connection' })
    const [, advice = ''] = /: - (.+)$/.exec(failed.failure?.hint ?? '') ?? []
    const fixed = await runText(called('echo-server', times, advice))
    expect({ status: fixed.status, warnings: fixed.warnings }).toEqual({ status: 'passed', warnings: [] })
    expect(rowsOf(fixed).filter((row) => row === 'server * connection from localhost')).toHaveLength(times)
  }
})

test('one connection expected is one: a second is still a stranger', async () => {
  const result = await runText(called('tcp-server', 2, 'expect: { server: { event: connection } }'))
  expect(result.failure?.message).toBe('2 connections came to “server”, but the steps know of 1')
})

const paused = (...steps: string[]): string =>
  `scenario: paused
actors:
  server: tcp-server
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
${steps.map((step) => `  - ${step}`).join('\n')}
`

test('a pause behind more bytes than come fails, unless it is resumed or reached', async () => {
  const pause = 'pause: { server#1: { after: { bytes: 10 } } }'
  const failed = await runText(paused(pause, 'send: { client: short }'))
  expect(failed.failure).toMatchObject({ code: 'pause-not-reached', lane: 'server#1', verb: 'pause' })
  expect(failed.failure?.message).toBe('reading of “server#1” was never paused: 6 of 10 bytes came')
  expect(failed.failure?.actors?.find(({ name }) => name === 'server#1')?.state).toBe(
    'connected, reading pauses after 4 more bytes',
  )
  const again = 'pause: { server#1: { after: { bytes: 3 } } }'
  for (const steps of [
    [pause, 'send: { client: short }', 'resume: server#1'],
    [pause, 'send: { client: long enough }'],
    [pause, again, 'send: { client: short }'],
  ])
    expect(failurePrinted(await runText(paused(...steps)))).toBe('')
})
