import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { tcpServer } from '../../../plugins/tcp/tcp-server.ts'
import { telnet } from '../../../plugins/tcp/telnet.ts'
import { startActors, send } from '../fake-lane.ts'

const { start } = startActors()
const greeting = ['Trying 127.0.0.1...', 'Connected to localhost.', "Escape character is '^]'."]

async function session(options: Record<string, unknown> = {}) {
  const server = await start(tcpServer, {}, 'server')
  const client = await start(telnet, { to: server.actor, ...options }, 'client')
  return { client, accepted: await server.lane.connection(1) }
}

describe('telnet', () => {
  test('looks like telnet, and says who closed', async () => {
    const { client, accepted } = await session()
    send(accepted.actor, 'Hello!\nand bye')
    await accepted.actor.end?.()
    await client.lane.over()
    expect(client.lane.rows.join('|')).toBe(
      [...greeting, 'Hello!\nand bye', 'Connection closed by foreign host.'].join('|'),
    )
    expect(await client.lane.waitFor('end')).toMatchObject({ ends: 'stream' })
    await accepted.lane.over()
    expect(accepted.lane.rows).toEqual(['* FIN sent', '* FIN received'])
  })

  test('an RST is a close by the foreign host, too', async () => {
    const { client, accepted } = await session()
    await accepted.actor.reset?.()
    expect(await client.lane.over()).toMatchObject({ name: 'reset', code: 'ECONNRESET' })
    expect(client.lane.rows).toEqual([...greeting, 'Connection closed by foreign host.'])
  })

  test('exit closes, receives all that still comes, and says so last', async () => {
    const { client, accepted } = await session()
    send(accepted.actor, 'still coming\n', 1000)
    await client.actor.exit?.()
    const { rows } = client.lane
    expect(client.lane.bytes().length).toBe(13_000)
    expect(rows.at(-1)).toBe('Connection closed.')
    expect(rows.filter((row) => row.includes('closed'))).toHaveLength(1)
    expect(client.lane.events.at(-1)).toMatchObject({ name: 'closed', ends: 'all' })
    await accepted.lane.over()
    expect(accepted.lane.rows).toEqual(['* FIN received'])
  })

  test('that was refused says why', async () => {
    const { actor } = await start(tcpServer)
    const { port } = actor.facts()
    await actor.stop({ grace: 0 })
    const { lane } = await start(telnet, { port })
    expect(lane.rows).toEqual(['Trying 127.0.0.1...', 'telnet: Unable to connect to remote host: Connection refused'])
    expect(await lane.over()).toMatchObject({ name: 'error', code: 'ECONNREFUSED' })
  })

  test('sends lines that end with CR LF, and bytes as they are', async () => {
    const { client, accepted } = await session()
    send(client.actor, 'ehlo\n', 2)
    send(client.actor, Buffer.of(255, 10), 1, 'binary')
    await accepted.lane.until(() => accepted.lane.bytes().length === 14 || undefined)
    expect([...accepted.lane.bytes()]).toEqual([...Buffer.from('ehlo\r\nehlo\r\n'), 255, 10])
  })

  test('answers option negotiation and receives only the data', async () => {
    const { client, accepted } = await session({ terminal: 'vt100' })
    send(accepted.actor, Buffer.of(255, 253, 24, 255, 250, 24, 1, 255, 240, 255, 251, 1, 255, 253, 99, 62, 32))
    await client.lane.waitForText('> ')
    const answer = [255, 251, 24, 255, 250, 24, 0, ...Buffer.from('vt100'), 255, 240, 255, 253, 1, 255, 252, 99]
    await accepted.lane.until(() => accepted.lane.bytes().length === answer.length || undefined)
    expect([...accepted.lane.bytes()]).toEqual(answer)
    expect(client.lane.text()).toBe('> ')
  })

  test('shows its command', () => {
    expect(telnet.command?.({ port: 9000 })).toBe('telnet localhost 9000')
    expect(telnet.command?.({ path: 'socket.pipe' })).toBe('telnet socket.pipe')
    expect(telnet.command?.({ to: { name: 'server', facts: {} } })).toBe('telnet server')
  })
})
