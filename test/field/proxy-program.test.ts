import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { failurePrinted, home, runText } from '../scenarios/house.ts'

const caller = path.join(home, 'test/peers/calls.mjs')

/** A program calls a server, straight or through a proxy; one step tells of the connection. */
const called = (server: string, through: 'server' | 'wire', ...steps: string[]): string =>
  [
    'scenario: a visitor',
    'actors:',
    `  server: ${server}`,
    ...(through === 'wire' ? ['  wire: { proxy: server }'] : []),
    `  caller: { program: { run: [node, ${caller}, "\${${through}.port}"] } }`,
    'steps:',
    `  - start: ${through === 'wire' ? '[server, wire]' : 'server'}`,
    '  - start: caller',
    '  - expect: { caller: connected }',
    ...steps.map((step) => `  - ${step}`),
    '',
  ].join('\n')

const servers = ['tcp-server', 'echo-server', 'greeting-server', 'tls-server', 'websocket-server']
const lines: Readonly<Record<string, string>> = {
  'echo-server': 'client connected',
  'greeting-server': 'connection from client',
}

describe.each(servers)('a connection of a program to %s is known', (server) => {
  const ways = [
    ['as an event', 'expect: { server: { event: connection } }'],
    ['by its number', 'expect: { server#1: { silence: 1ms } }'],
    ...(lines[server] === undefined ? [] : [['by the line that tells of it', `expect: { server: ${lines[server]} }`]]),
  ] as [string, string][]
  test.each(ways)('%s', async (_, step) => {
    expect(failurePrinted(await runText(called(server, 'server', step)))).toBe('')
  })
})

describe.each(servers)('a connection of a program through a proxy to %s is known', (server) => {
  test.each([
    ['as an event of the proxy', 'expect: { wire: { event: connection } }'],
    ['by the number that it has at the proxy', 'expect: { wire#1: { silence: 1ms } }'],
    ['by the line of the proxy', 'expect: { wire: connection 1 }'],
    ['by what is known at the server', 'expect: { server: { event: connection } }'],
    ['by the number that it has at the server', 'expect: { server#1: { silence: 1ms } }'],
  ])('%s', async (_, step) => {
    expect(failurePrinted(await runText(called(server, 'wire', step)))).toBe('')
  })
})

test('what no step knows of on either side of a proxy is a stranger, and the advice can be followed', async () => {
  const failed = await runText(called('tcp-server', 'wire'))
  expect(failed.failure).toMatchObject({ code: 'unexpected-connection' })
  const [, advice = ''] = /: - (.+)$/.exec(failed.failure?.hint ?? '') ?? []
  expect(failurePrinted(await runText(called('tcp-server', 'wire', advice)))).toBe('')
})

test('a connection through two proxies is known on every side of both', async () => {
  const text = called('tcp-server', 'wire', 'expect: { server: { event: connection } }')
    .replace('wire: { proxy: server }', 'inner: { proxy: server }\n  wire: { proxy: inner }')
    .replace('[server, wire]', '[server, inner, wire]')
  expect(failurePrinted(await runText(text))).toBe('')
  expect(failurePrinted(await runText(text.replace('server: { event', 'wire: { event')))).toBe('')
})

test('a second connection that nobody knows of is a stranger at the proxy as at the server', async () => {
  const text = called('tcp-server', 'wire', 'expect: { server: { event: connection } }')
    .replace('steps:', `  second: { program: { run: [node, ${caller}, "\${wire.port}"] } }\nsteps:`)
    .replace('- start: caller', '- start: [caller, second]')
    .replace('{ caller: connected }', '{ caller: connected, second: connected }')
  expect((await runText(text)).failure?.message).toBe('2 connections came to “server”, but the steps know of 1')
})

test.each(['server', 'wire'])('a proxy in front of a Unix socket: known at the %s', async (where) => {
  const step = `expect: { ${where}: { event: connection } }`
  expect(failurePrinted(await runText(called('{ tcp-server: { path: s.sock } }', 'wire', step)))).toBe('')
})
