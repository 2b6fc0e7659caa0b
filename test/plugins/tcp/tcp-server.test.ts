import { existsSync, writeFileSync } from 'node:fs'
import { unlink } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { tcpClient } from '../../../plugins/tcp/tcp-client.ts'
import { tcpServer } from '../../../plugins/tcp/tcp-server.ts'
import type { ActorKind } from '../../../src/plugin.ts'
import { startActors, send } from '../fake-lane.ts'

const actors = startActors()
const { start } = actors

const problemOf = (kind: ActorKind, options: Record<string, unknown>) =>
  start(kind, options).then(
    () => 'started',
    (error) => [error.problem?.code, error.outcome],
  )

describe('a server', () => {
  test('names a port that the system drew, and not one that the author fixed', async () => {
    const { actor, lane } = await start(tcpServer)
    const port = actor.facts()['port'] as number
    expect(lane.aliases).toEqual([[port, 'port']])
    await actor.stop({ grace: 0 })
    const { lane: fixed } = await start(tcpServer, { port, host: '127.0.0.1' })
    expect(fixed.aliases).toEqual([])
    expect(fixed.rows).toEqual([`* listening on 127.0.0.1:${port}`])
  })

  test('refuses a port that is taken', async () => {
    const stranger = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => stranger.once('listening', resolve))
    expect(await problemOf(tcpServer, { port: (stranger.address() as AddressInfo).port })).toEqual([
      'port-in-use',
      'broken',
    ])
    stranger.close()
  })

  test('refuses an address that this machine has not', async () => {
    expect(await problemOf(tcpServer, { host: '192.0.2.1' })).toEqual(['address-unavailable', 'broken'])
  })

  test('numbers its connections, and each has its own lane', async () => {
    const { actor, lane } = await start(tcpServer)
    for (const word of ['one', 'two']) {
      const client = await start(tcpClient, { to: actor })
      send(client.actor, word)
    }
    const [first, second] = [await lane.connection(1), await lane.connection(2)]
    await first.lane.waitForText('one')
    await second.lane.waitForText('two')
    expect(actor.facts()['connections']).toBe(2)
  })

  test('close stops listening and leaves its connections alone', async () => {
    const { actor, lane } = await start(tcpServer)
    const client = await start(tcpClient, { to: actor })
    const accepted = await lane.connection(1)
    await actor.close?.()
    await actor.close?.()
    expect(lane.rows.at(-1)).toBe('* stopped listening')
    expect(lane.events.filter(({ ends }) => ends === 'all')).toEqual([])
    send(client.actor, 'still here\n')
    await accepted.lane.waitForText('still here')
    const late = await start(tcpClient, { to: actor })
    expect(await late.lane.over()).toMatchObject({ name: 'error', code: 'ECONNREFUSED', words: 'error ECONNREFUSED' })
    await client.actor.close?.()
    await lane.over()
  })

  test('drops what is above maxConnections', async () => {
    const { actor, lane } = await start(tcpServer, { maxConnections: 1 })
    await start(tcpClient, { to: actor })
    await lane.connection(1)
    await start(tcpClient, { to: actor })
    expect(await lane.waitFor('drop')).toMatchObject({ outOfBand: true })
    expect(lane.connections).toHaveLength(1)
  })

  test('stop takes its connections down, too', async () => {
    const { actor, lane } = await start(tcpServer, { allowHalfOpen: true })
    const stranger = connect({ port: actor.facts()['port'] as number, host: '127.0.0.1', allowHalfOpen: true })
    stranger.on('error', () => undefined)
    const accepted = await lane.connection(1)
    await actor.stop({ grace: 10 })
    expect(accepted.actor.facts()['readyState']).toBe('closed')
    expect(actor.facts()['listening']).toBe(false)
    stranger.destroy()
  })

  test('answers by rules, each reply right behind its line, wherever the stream is cut', async () => {
    const rules = [
      { when: '/^add (\\d+)/', reply: ['one', 'two'] },
      { when: 'quit', reply: 'bye', close: true },
      { when: 'add', reply: 'never' },
    ]
    const { actor, lane } = await start(tcpServer, { rules })
    const client = await start(tcpClient, { to: actor })
    const { lane: accepted } = await lane.connection(1)
    send(client.actor, 'add 1\r\nnothing\nad')
    await client.lane.waitForText('two\n')
    send(client.actor, 'd 2\nquit\nadd 3\n')
    await client.lane.over()
    await accepted.over()
    expect(client.lane.text()).toBe('one\ntwo\none\ntwo\nbye\n')
    const rows = accepted.rows.join('|')
    expect(rows).toMatch(/add 1\r\n\|> one\|> two\|/)
    expect(rows).toMatch(/d 2\n\|> one\|> two\|quit\n\|> bye\|add 3\n/)
  })

  test.each([
    [{ port: 70_000 }, '65535'],
    [{ path: 'x', port: 1 }, 'instead of'],
    [{ colour: 1 }, 'colour'],
    [{ rules: [{ when: '/(/', reply: '' }] }, 'does not compile'],
  ])('options %j are refused', async (options, why) => {
    await expect(start(tcpServer, options)).rejects.toThrow(why)
  })

  test('claims fixed ports and paths of others', () => {
    expect(tcpServer.claims?.({ port: 9000 })).toEqual([{ claim: 'tcp:9000', option: 'port' }])
    expect(tcpServer.claims?.({ path: '/run/x.sock' })).toEqual([{ claim: 'path:/run/x.sock', option: 'path' }])
    expect(tcpServer.claims?.({ path: 'socket.pipe' })).toEqual([{ claim: 'run:path:socket.pipe', option: 'path' }])
    for (const options of [{}, { port: 0 }]) expect(tcpServer.claims?.(options)).toEqual([])
  })
})

describe('a client', () => {
  test('that is refused says so on its lane', async () => {
    const { actor } = await start(tcpServer)
    const { port } = actor.facts()
    await actor.stop({ grace: 0 })
    for (const host of ['127.0.0.1', 'localhost']) {
      const { lane, actor: client } = await start(tcpClient, { host, port })
      expect(lane.events.map(({ name, code, ends }) => ({ name, code, ends }))[0]).toEqual({
        name: 'error',
        code: 'ECONNREFUSED',
        ends: 'all',
      })
      expect(lane.rows).toEqual(['* error ECONNREFUSED'])
      await client.close?.()
    }
  })

  test.each([[{}], [{ host: 'x' }], [{ port: 1, path: 'x' }]])('has to be told one place: %j', async (options) => {
    await expect(start(tcpClient, options)).rejects.toThrow('by one of')
  })

  test('of an actor that listens nowhere is refused', async () => {
    const nowhere = { facts: () => ({}), close: undefined, state: () => '', stop: () => Promise.resolve() }
    expect(await problemOf(tcpClient, { to: nowhere })).toEqual(['cannot-start', 'broken'])
  })

  test('meets a server that listens everywhere at the loopback address', async () => {
    const { actor } = await start(tcpServer, { host: '0.0.0.0' })
    const { lane } = await start(tcpClient, { to: actor })
    expect(lane.rows).toEqual([`* connected to localhost:${actor.facts()['port']}`])
  })
})

describe.skipIf(process.platform === 'win32')('over a Unix socket', () => {
  test('a bare name stands in the run’s folder, and is shown as written', async () => {
    const { actor, lane } = await start(tcpServer, { path: 'socket.pipe' })
    const client = await start(tcpClient, { to: actor })
    const { lane: accepted, actor: connection } = await lane.connection(1)
    expect(lane.rows).toEqual(['* listening on socket.pipe', '* connection'])
    expect(client.lane.rows).toEqual(['* connected to socket.pipe'])
    const path = join(actors.tmp, 'socket.pipe')
    expect(actor.facts()).toMatchObject({ path })
    expect(client.actor.ends).toEqual({ remote: `unix:${path}` })
    expect(connection.ends).toEqual({ local: `unix:${path}` })
    send(client.actor, 'x\n')
    await client.actor.close?.()
    await accepted.over()
    expect(accepted.rows).toEqual(['x\n', '* FIN received'])
    await actor.close?.()
    expect(existsSync(path)).toBe(false)
  })

  test.runIf(process.platform === 'linux')('an abstract name leaves no file', async () => {
    const name = `@sc-${process.pid}`
    const { actor } = await start(tcpServer, { path: name })
    const { lane } = await start(tcpClient, { to: actor })
    expect(lane.rows).toEqual([`* connected to ${name}`])
  })

  test('a path that is taken, or too long, is refused', async () => {
    writeFileSync(join(actors.tmp, 'taken'), '')
    expect(await problemOf(tcpServer, { path: 'taken' })).toEqual(['path-in-use', 'broken'])
    expect(await problemOf(tcpServer, { path: 'x'.repeat(105) })).toEqual(['path-too-long', 'broken'])
  })

  test('a missing socket is an error on the lane', async () => {
    const { lane } = await start(tcpClient, { path: 'nowhere' })
    expect(lane.rows).toEqual(['* error ENOENT'])
  })

  test('a late close leaves the socket of a successor alone', async () => {
    const path = join(actors.tmp, 's')
    const old = await start(tcpServer, { path: 's' })
    await unlink(path)
    const successor = await start(tcpServer, { path: 's' })
    await old.actor.close?.()
    const { lane } = await start(tcpClient, { path: 's' })
    expect(lane.rows).toEqual(['* connected to s'])
    await successor.actor.close?.()
    expect(existsSync(path)).toBe(false)
  })

  test('cannot be reset', async () => {
    const { actor } = await start(tcpServer, { path: 's' })
    const client = await start(tcpClient, { to: actor })
    await expect(client.actor.reset?.()).rejects.toThrow('cannot be reset')
  })
})
