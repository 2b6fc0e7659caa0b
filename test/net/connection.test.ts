import { connect, createServer, type AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { tcpClient } from '../../plugins/tcp/tcp-client.ts'
import { tcpServer } from '../../plugins/tcp/tcp-server.ts'
import { startActors, send } from '../plugins/fake-lane.ts'

const actors = startActors()
const { start } = actors
const rounds = 50

async function pair(server: Record<string, unknown> = {}, client: Record<string, unknown> = {}) {
  const listening = await start(tcpServer, server, 'server')
  const calling = await start(tcpClient, { to: listening.actor, ...client }, 'client')
  const accepted = await listening.lane.connection(1)
  return { listening, calling, accepted }
}

describe('how a conversation ends', () => {
  test('a FIN is reported as a FIN, every time', async () => {
    for (let round = 0; round < rounds; round++) {
      const { calling, accepted } = await pair()
      send(calling.actor, 'x\n')
      await calling.actor.end?.()
      await accepted.lane.over()
      await calling.lane.over()
      expect(accepted.lane.rows).toEqual(['x\n', '* FIN received'])
      expect(calling.lane.rows.slice(1)).toEqual(['* FIN sent', '* FIN received'])
    }
  })

  test('an RST right behind data is reported as an RST, every time', async () => {
    for (let round = 0; round < rounds; round++) {
      const { calling, accepted } = await pair()
      send(calling.actor, 'x\n')
      await calling.actor.reset?.()
      await accepted.lane.over()
      expect(accepted.lane.rows).toEqual(['x\n', '* RST received'])
      expect(calling.lane.rows.slice(1)).toEqual(['* RST sent'])
      expect((await accepted.lane.waitFor('reset')).code).toBe('ECONNRESET')
    }
  })

  test.each(['FIN', 'RST'])('a %s after our own FIN is reported as what it is, every time', async (how) => {
    for (let round = 0; round < rounds; round++) {
      const { calling, accepted } = await pair({ allowHalfOpen: true })
      await calling.actor.end?.()
      await accepted.lane.waitFor('end')
      send(accepted.actor, 'late\n')
      await (how === 'FIN' ? accepted.actor.end?.() : accepted.actor.reset?.())
      await calling.lane.over()
      expect(calling.lane.rows.slice(1)).toEqual(['* FIN sent', 'late\n', `* ${how} received`])
    }
  })

  test('with allowHalfOpen a late answer goes out after the peer’s FIN', async () => {
    const { calling, accepted } = await pair({ allowHalfOpen: true })
    send(calling.actor, 'question\n')
    await calling.actor.end?.()
    await accepted.lane.waitFor('end')
    expect(accepted.actor.facts()['readyState']).toBe('writeOnly')
    send(accepted.actor, 'answer\n')
    await calling.lane.waitForText('answer')
    await accepted.actor.close?.()
    await calling.lane.over()
    expect(accepted.lane.rows).toEqual(['question\n', '* FIN received', '* FIN sent'])
  })

  test('close reads what still comes, and waits until both have ended', async () => {
    const { calling, accepted } = await pair()
    send(accepted.actor, 'a line of text\n', 20_000)
    await calling.actor.close?.()
    expect(calling.lane.bytes().length).toBe(20_000 * 15)
    expect(calling.lane.rows.filter((row) => row.startsWith('*'))).toEqual([
      expect.stringContaining('connected'),
      '* FIN sent',
      '* FIN received',
    ])
    expect(calling.actor.state()).toBe('closed (FIN received)')
    await calling.actor.close?.()
  })

  test('close does not wait for ever for a peer that only listens', async () => {
    const { calling, accepted } = await pair({ allowHalfOpen: true })
    await calling.actor.close?.()
    expect(calling.lane.rows.slice(1)).toEqual(['* FIN sent'])
    await accepted.lane.waitFor('end')
  })

  test('who closes while paused, with bytes unread, resets, every time', async () => {
    for (let round = 0; round < rounds; round++) {
      const { calling, accepted } = await pair()
      calling.actor.pause?.()
      send(accepted.actor, 'unread\n')
      await calling.actor.close?.()
      await accepted.lane.over()
      expect(accepted.lane.rows).toEqual(['* RST received'])
      expect(calling.lane.rows.slice(1)).toEqual(['* closed while paused'])
      expect(calling.actor.facts()['bytesRead']).toBe(0)
    }
  })

  test('what was queued leaves before the FIN', async () => {
    const { calling, accepted } = await pair()
    send(calling.actor, 'a line of text\n', 100_000)
    await calling.actor.end?.()
    await accepted.lane.over()
    expect(accepted.lane.bytes().length).toBe(1_500_000)
  })

  test('writing after our own end is an error, and harms nobody', async () => {
    const { calling } = await pair({ allowHalfOpen: true })
    await calling.actor.end?.()
    send(calling.actor, 'too late')
    expect((await calling.lane.waitFor('error')).code).toBe('ERR_STREAM_WRITE_AFTER_END')
  })

  test('writing to a peer that has gone ends in RST or EPIPE, and the process lives', async () => {
    const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { actor, lane } = await start(tcpClient, {
      port: (server.address() as AddressInfo).port,
      allowHalfOpen: true,
    })
    await lane.waitFor('end')
    send(actor, 'anybody there?\n', 1000)
    send(actor, 'hello?\n', 1000)
    const over = await lane.over()
    expect([
      ['error', 'EPIPE'],
      ['reset', 'ECONNRESET'],
    ]).toContainEqual([over.name, over.code])
    server.close()
  })

  test('a stranger’s sockets end the same way', async () => {
    const { actor, lane: own } = await start(tcpServer)
    const stranger = connect(actor.facts()['port'] as number, '127.0.0.1')
    stranger.on('error', () => undefined)
    const { lane: accepted } = await own.connection(1)
    stranger.write('x')
    stranger.resetAndDestroy()
    await accepted.over()
    expect(accepted.rows).toEqual(['x', '* RST received'])
  })

  test('stop is bounded also when the peer never ends', async () => {
    const { calling, accepted } = await pair({ allowHalfOpen: true })
    await calling.actor.stop({ grace: 20 })
    await accepted.lane.waitFor('end')
    expect(calling.lane.events.at(-1)).toMatchObject({ name: 'close', silent: true, ends: 'all' })
    await calling.actor.stop({ grace: 20 })
  })

  test('a connect that is interrupted comes to its end', async () => {
    const { actor: server } = await start(tcpServer)
    const over = new AbortController()
    const own = actors.lane('client', { signal: over.signal })
    const waiting = tcpClient.start({ port: server.facts()['port'] as number }, own)
    over.abort()
    const actor = await waiting
    expect(own.events).toEqual([{ name: 'close', silent: true, ends: 'all' }])
    await actor.stop({ grace: 0 })
    expect((await tcpClient.start({ port: 1 }, own)).facts()['readyState']).toBe('closed')
  })
})
