import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { echoServer } from '../../../plugins/tcp/echo-server.ts'
import { tcpClient } from '../../../plugins/tcp/tcp-client.ts'
import { startActors, send } from '../fake-lane.ts'

const { start } = startActors()

describe('the echo server', () => {
  test.each([{}, { path: 'socket.pipe' }])('greets, prints lines and sends everything back (%j)', async (where) => {
    const server = await start(echoServer, where)
    expect(server.lane.rows.slice(1)).toEqual(['server accepting connections'])
    const client = await start(tcpClient, { to: server.actor })
    await client.lane.waitForText('Hello client!\n')
    send(client.actor, 'Hello server\r\nThis is ')
    send(client.actor, 'simple echo\nunfinished')
    await client.actor.end?.()
    await client.lane.over()
    expect(client.lane.text()).toBe('Hello client!\nHello server\r\nThis is simple echo\nunfinished')
    expect(server.lane.printed).toEqual([
      'server accepting connections',
      'client connected',
      'Hello server',
      'This is simple echo',
      'unfinished',
    ])
    const { lane: accepted } = await server.lane.connection(1)
    expect(accepted.text()).toBe('Hello server\r\nThis is simple echo\nunfinished')
    expect(accepted.rows.at(-1)).toBe('* FIN received')
  })

  test('sends back bytes that are no text', async () => {
    const server = await start(echoServer, { greeting: '' })
    const client = await start(tcpClient, { to: server.actor })
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    send(client.actor, bytes)
    await client.lane.until(() => client.lane.bytes().length === 256 || undefined)
    expect(client.lane.bytes().equals(bytes)).toBe(true)
  })

  test('holds back while its client does not read, and loses nothing', async () => {
    const server = await start(echoServer, { greeting: '', quiet: true })
    const client = await start(tcpClient, { to: server.actor })
    const { actor: connection } = await server.lane.connection(1)
    client.actor.pause?.()
    send(client.actor, 'a line of text\n', 2_000_000)
    await connection.set?.('timeout', 50)
    await server.lane.connections[0]?.lane.waitFor('timeout')
    expect(connection.facts()['bytesRead']).toBeLessThan(30_000_000)
    expect(connection.facts()['writableLength']).toBeLessThan(1_000_000)
    client.actor.resume?.()
    let read = 0
    await client.lane.until(() => {
      for (const kept of client.lane.kept.splice(0)) if ('received' in kept) read += kept.received.length
      return read === 30_000_000 || undefined
    })
  })

  test('its texts are options; with a prefix it answers by lines', async () => {
    const server = await start(echoServer, { greeting: 'Hi', announce: 'up', connected: 'someone', prefix: 'echo: ' })
    const client = await start(tcpClient, { to: server.actor })
    send(client.actor, 'one\ntwo\r\nthr')
    await client.lane.waitForText('two\n')
    expect(client.lane.text()).toBe('Hi\necho: one\necho: two\n')
    expect(server.lane.printed).toEqual(['up', 'someone', 'one', 'two'])
  })

  test('survives a client that resets', async () => {
    const server = await start(echoServer)
    const client = await start(tcpClient, { to: server.actor })
    send(client.actor, 'x\n', 100_000)
    await client.actor.reset?.()
    const { lane: accepted } = await server.lane.connection(1)
    expect(await accepted.over()).toMatchObject({ name: 'reset' })
    const next = await start(tcpClient, { to: server.actor })
    await next.lane.waitForText('Hello client!')
  })
})
