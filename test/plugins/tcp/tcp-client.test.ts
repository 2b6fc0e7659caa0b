import { Buffer } from 'node:buffer'
import { describe, expect, test } from 'vitest'
import { tcpClient } from '../../../plugins/tcp/tcp-client.ts'
import { tcpServer } from '../../../plugins/tcp/tcp-server.ts'
import { startActors, send } from '../fake-lane.ts'

const { start } = startActors()

async function pair(server: Record<string, unknown> = {}, client: Record<string, unknown> = {}) {
  const listening = await start(tcpServer, server, 'server')
  const calling = await start(tcpClient, { to: listening.actor, ...client }, 'client')
  const accepted = await listening.lane.connection(1)
  return { listening, calling, accepted }
}

describe('a stream of bytes', () => {
  test('goes both ways, and both ends know each other', async () => {
    const { listening, calling, accepted } = await pair()
    send(calling.actor, 'hello\n')
    await accepted.lane.waitForText('hello\n')
    send(accepted.actor, 'you\n')
    await calling.lane.waitForText('you\n')
    expect(calling.actor.ends).toEqual({ local: accepted.actor.ends?.remote, remote: accepted.actor.ends?.local })
    expect(calling.actor.ends?.remote).toBe(listening.actor.ends?.local)
    const port = listening.actor.facts()['port']
    expect(calling.lane.rows[0]).toBe(`* connected to localhost:${port}`)
    expect(listening.lane.rows).toEqual([`* listening on localhost:${port}`, '* connection from localhost'])
    expect(listening.lane.events[1]).toMatchObject({ name: 'connection', outOfBand: true })
    expect(calling.lane.aliases).toEqual([[calling.actor.facts()['localPort'], 'localPort']])
  })

  test('has facts', async () => {
    const { listening, calling, accepted } = await pair()
    const port = listening.actor.facts()['port'] as number
    send(calling.actor, 'fourteen bytes')
    await accepted.lane.waitForText('fourteen bytes')
    expect(calling.actor.facts()).toMatchObject({
      host: '127.0.0.1',
      port,
      remotePort: port,
      bytesWritten: 14,
      readyState: 'open',
      address: { address: '127.0.0.1', family: 'IPv4' },
    })
    expect(accepted.actor.facts()).toMatchObject({ port, bytesRead: 14, address: { port } })
    expect(listening.actor.facts()).toMatchObject({
      connections: 1,
      listening: true,
      address: { address: '127.0.0.1', family: 'IPv4', port },
    })
    await calling.actor.close?.()
    await accepted.lane.over()
    expect(calling.actor.facts()).toMatchObject({
      remotePort: port,
      bytesWritten: 14,
      readyState: 'closed',
      address: { family: 'IPv4' },
    })
  })

  test('back-pressure: a paused reader holds a writer, which loses nothing and holds little', async () => {
    const { calling, accepted } = await pair()
    accepted.actor.pause?.()
    expect(accepted.actor).toMatchObject({ paused: true })
    const message = 'a line of text\n'
    const times = 4_000_000
    const before = process.memoryUsage()
    send(calling.actor, message, times)
    const after = process.memoryUsage()
    expect(after.rss - before.rss).toBeLessThan(40_000_000)
    expect(calling.actor.busy?.()).toBe(true)
    expect(calling.actor.facts()['bytesWritten']).toBe(message.length * times)
    expect(accepted.lane.bytes().length).toBe(0)
    accepted.actor.resume?.()
    let read = 0
    await accepted.lane.until(() => {
      for (const kept of accepted.lane.kept.splice(0)) if ('received' in kept) read += kept.received.length
      return read === message.length * times || undefined
    })
    expect(await calling.lane.waitFor('drain')).toMatchObject({ outOfBand: true })
    expect(calling.lane.events.filter(({ name }) => name === 'drain')).toHaveLength(1)
    expect(calling.actor.facts()['writableLength']).toBe(0)
    expect(calling.actor.busy?.()).toBe(false)
  })

  test('messages keep their order, the many and the few', async () => {
    const { calling, accepted } = await pair()
    send(calling.actor, 'a', 100_000)
    send(calling.actor, 'b')
    send(calling.actor, 'c', 3)
    send(calling.actor, '', 2)
    send(calling.actor, 'd')
    await accepted.lane.waitForText('bcccd')
    expect(accepted.lane.text()).toBe(`${'a'.repeat(100_000)}bcccd`)
  })

  test('pause stops reading at once, resume goes on', async () => {
    const { calling, accepted } = await pair()
    send(calling.actor, 'one\n')
    await accepted.lane.waitForText('one')
    accepted.actor.pause?.()
    send(calling.actor, 'two\n')
    await calling.actor.end?.()
    expect(accepted.actor.facts()['bytesRead']).toBe(4)
    expect(accepted.actor.state()).toContain('paused')
    accepted.actor.resume?.()
    await accepted.lane.over()
    expect(accepted.lane.rows).toEqual(['one\n', 'two\n', '* FIN received'])
  })

  test('pauseOnConnect reads nothing until resume', async () => {
    const { calling, accepted } = await pair({ pauseOnConnect: true })
    send(calling.actor, 'early\n')
    await calling.actor.end?.()
    expect(accepted.actor.facts()['bytesRead']).toBe(0)
    expect(accepted.actor).toMatchObject({ paused: true })
    accepted.actor.resume?.()
    await accepted.lane.over()
    expect(accepted.lane.text()).toBe('early\n')
  })

  test('timeout has its event and closes nothing', async () => {
    const { calling, accepted } = await pair({}, { timeout: '5ms' })
    expect(await calling.lane.waitFor('timeout')).toMatchObject({ outOfBand: true })
    send(calling.actor, 'still here\n')
    await accepted.lane.waitForText('still here')
  })

  test('an encoding joins a character that chunks have cut; one that the end cuts is U+FFFD', async () => {
    const { calling, accepted } = await pair({ encoding: 'utf8' })
    const euro = Buffer.from('€')
    // The letter before each cut tells when the first part has arrived.
    send(calling.actor, Buffer.concat([Buffer.from('a'), euro.subarray(0, 1)]))
    await accepted.lane.waitForText('a')
    send(calling.actor, Buffer.concat([euro.subarray(1), Buffer.from('b'), euro.subarray(0, 2)]))
    await calling.actor.end?.()
    await accepted.lane.over()
    expect(accepted.lane.text()).toBe('a€b\uFFFD')
    expect(accepted.lane.rows.at(-1)).toBe('* FIN received')
  })

  test('options of a running socket can be changed, and wrong ones are answered in words', async () => {
    const { calling, accepted } = await pair()
    for (const [option, value] of [
      ['noDelay', true],
      ['keepAlive', true],
      ['timeout', '1m'],
      ['timeout', 0],
      ['encoding', 'hex'],
    ] as const) {
      expect(calling.actor.set?.(option, value)).toBeUndefined()
    }
    send(accepted.actor, 'AZ')
    await calling.lane.waitForText('415a')
    expect(calling.actor.set?.('encoding', 'none')).toBeUndefined()
    send(accepted.actor, 'AZ')
    await calling.lane.waitForText('AZ')
    expect(calling.actor.set?.('noDelay', 'yes')).toBe('expected true or false')
    expect(calling.actor.set?.('timeout', 'soon')).toContain('duration')
    expect(calling.actor.set?.('encoding', 'latin7')).toContain('expected one of')
    expect(calling.actor.set?.('colour', 1)).toContain('“colour”')
  })
})
