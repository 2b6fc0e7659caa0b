import { once } from 'node:events'
import { connect as connectTcp, createServer } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import plugin from '../../../plugins/tcp/index.ts'
import { makeIdentity } from '../../../plugins/tcp/tls/certificate.ts'
import { tlsClient } from '../../../plugins/tcp/tls/client.ts'
import { tlsServer } from '../../../plugins/tcp/tls/server.ts'
import { send, startActors } from '../fake-lane.ts'

const actors = startActors()

async function pair(serverOptions: object = {}, clientOptions: object = {}) {
  const server = await actors.start(tlsServer, serverOptions, 'server')
  const client = await actors.start(tlsClient, { to: server.actor, ...clientOptions }, 'client')
  return { server, client }
}
const failure = async (serverOptions: object, clientOptions: object) => {
  const { client, server } = await pair(serverOptions, clientOptions)
  return { event: client.lane.events.at(-1), client, server }
}

const rows = (all: readonly { silent?: boolean; outOfBand?: boolean; words?: string }[]) =>
  all.filter(({ silent, outOfBand }) => silent !== true && outOfBand !== true).map(({ words }) => words)

test('the plugin offers both kinds', () => {
  expect(Object.keys(plugin.actors ?? {})).toEqual(expect.arrayContaining(['tls-server', 'tls-client']))
})

for (const version of ['TLSv1.2', 'TLSv1.3']) {
  test(`${version}: a client of ours trusts a server of ours, and both hear each other`, async () => {
    const { server, client } = await pair({ minVersion: version, maxVersion: version })
    const { lane, actor } = await server.lane.connection(1)
    send(client.actor, 'hello\n')
    await lane.until(() => lane.text() === 'hello\n')
    send(actor, 'hello yourself\n', 3)
    await client.lane.until(() => client.lane.text() === 'hello yourself\n'.repeat(3))
    const facts = {
      protocol: version,
      authorized: true,
      sessionReused: false,
      servername: 'localhost',
      authorizationError: null,
    }
    expect(client.actor.facts()).toMatchObject(facts)
    expect(actor.facts()).toMatchObject({ protocol: version, servername: 'localhost', alpn: null })
    expect(actor.ends?.remote).toBe(client.actor.ends?.local)
    expect(client.lane.events.map(({ words }) => words)).toEqual([
      `connected to localhost:${server.actor.facts().port}`,
    ])
    expect(server.lane.events.find(({ name }) => name === 'listening')?.words).toMatch(/^listening on localhost:\d+$/)
  })

  test(`${version}: half-close, then both FIN`, async () => {
    const { server, client } = await pair({ minVersion: version, maxVersion: version, allowHalfOpen: true })
    const { lane, actor } = await server.lane.connection(1)
    await client.actor.end?.()
    expect(await lane.waitFor('end')).toMatchObject({ words: 'FIN received', ends: 'stream' })
    send(actor, 'late')
    await client.lane.until(() => client.lane.text() === 'late')
    await actor.close?.()
    await client.lane.waitFor('end')
    expect(await client.lane.waitFor('close')).toMatchObject({ silent: true, ends: 'all' })
  })

  test(`${version}: an RST is an RST, also behind data`, async () => {
    for (let round = 0; round < 20; round++) {
      const { server, client } = await pair({ minVersion: version, maxVersion: version })
      const { lane, actor } = await server.lane.connection(1)
      send(actor, 'last words')
      await client.lane.until(() => client.lane.text() === 'last words')
      await actor.reset?.()
      expect(await client.lane.waitFor('reset')).toMatchObject({
        words: 'RST received',
        code: 'ECONNRESET',
        ends: 'all',
      })
      expect(client.lane.events.some(({ name }) => name === 'end' || name === 'error')).toBe(false)
      expect(lane.events.at(-1)).toMatchObject({ words: 'RST sent', ends: 'all' })
    }
  })

  test(`${version}: a client that resets right behind the handshake is seen to reset`, async () => {
    const { server, client } = await pair({ minVersion: version, maxVersion: version })
    const { lane } = await server.lane.connection(1)
    await client.actor.reset?.()
    expect(await lane.over()).toMatchObject({ name: 'reset', words: 'RST received', ends: 'all' })
    expect(rows(lane.events)).toEqual(['RST received'])
  })

  test(`${version}: a wrong name is an error with its code, and the server sees a FIN`, async () => {
    const limits = { minVersion: version, maxVersion: version }
    const { event, server } = await failure(limits, { servername: 'wrong.example' })
    expect(event).toMatchObject({ name: 'error', code: 'ERR_TLS_CERT_ALTNAME_INVALID', ends: 'all' })
    const { lane } = await server.lane.connection(1)
    expect(await lane.waitFor('end')).toMatchObject({ words: 'FIN received' })
  })

  test(`${version}: a session is resumed in a later life`, async () => {
    const { server, client } = await pair({ minVersion: version, maxVersion: version }, { reuseSession: true })
    const { actor } = await server.lane.connection(1)
    send(actor, 'hello')
    await client.lane.until(() => client.lane.text() === 'hello')
    await client.actor.close?.()
    const again = { to: server.actor, reuseSession: true }
    const second = await actors.start(tlsClient, again, 'client')
    expect(second.actor.facts()).toMatchObject({ sessionReused: true, authorized: true })
  })
}

test('a server name of its own is certified', async () => {
  const { client } = await pair({ servername: 'shop.example' }, { servername: 'shop.example' })
  expect(client.actor.facts()).toMatchObject({ authorized: true, servername: 'shop.example' })
})

test('bad certificates are errors with their codes', async () => {
  expect((await failure({ certificate: 'self-signed' }, {})).event).toMatchObject({
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  })
  expect((await failure({ certificate: 'expired' }, {})).event).toMatchObject({ code: 'CERT_HAS_EXPIRED' })
  const stranger = await makeIdentity(['elsewhere'], 'signed', Date.now())
  expect((await failure({}, { ca: stranger.ca })).event).toMatchObject({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })
})

test('rejectUnauthorized: false talks anyway, and says why it should not', async () => {
  const { client } = await pair({ certificate: 'self-signed' }, { rejectUnauthorized: false })
  expect(client.actor.facts()).toMatchObject({ authorized: false, authorizationError: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
})

test('ALPN agrees on a protocol, or fails with an alert', async () => {
  const { client } = await pair({ alpn: ['h2', 'irc'] }, { alpn: 'irc' })
  expect(client.actor.facts().alpn).toBe('irc')
  const none = await failure({ alpn: 'h2' }, { alpn: 'irc' })
  expect(none.event).toMatchObject({ name: 'error', ends: 'all' })
  expect(String(none.event?.code)).toContain('NO_APPLICATION_PROTOCOL')
})

test('no common version is an error on the client and an aside on the server', async () => {
  const { event, server } = await failure({ minVersion: 'TLSv1.3' }, { maxVersion: 'TLSv1.2' })
  expect(event).toMatchObject({ name: 'error', ends: 'all' })
  expect(String(event?.code)).toMatch(/^ERR_SSL_/)
  expect(await server.lane.waitFor('tlsClientError')).toMatchObject({ outOfBand: true })
  expect(server.lane.connections).toHaveLength(0)
})

test('a server that wants a certificate refuses a client without one', async () => {
  const { client } = await pair({ requestCert: true }, {})
  expect(await client.lane.waitFor('error')).toMatchObject({ ends: 'all' })
})

test('a client’s certificate is judged by the server’s ca, from files or text', async () => {
  const client = await makeIdentity(['someone'], 'signed', Date.now())
  for (const [name, text] of Object.entries(client)) writeFileSync(join(actors.tmp, `${name}.pem`), text)
  const { server } = await pair({ requestCert: true, ca: client.ca }, { cert: 'cert.pem', key: 'key.pem' })
  const { actor } = await server.lane.connection(1)
  expect(actor.facts().authorized).toBe(true)
})

test('files that are missing or no certificate are refused', async () => {
  await expect(actors.start(tlsServer, { cert: 'no.pem', key: 'no.pem' })).rejects.toMatchObject({
    problem: { code: 'cannot-read' },
  })
  const wrong = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'
  await expect(actors.start(tlsServer, { cert: wrong, key: wrong })).rejects.toMatchObject({
    problem: { code: 'cannot-start' },
  })
})

test('a refused connection and a server that speaks no TLS are errors with their codes', async () => {
  const plain = createServer((socket) =>
    socket
      .on('error', () => {})
      .resume()
      .end('220 hello\r\n'),
  ).listen(0, '127.0.0.1')
  await new Promise((resolve) => plain.once('listening', resolve))
  const { port } = plain.address() as { port: number }
  const first = await actors.start(tlsClient, { port })
  expect(first.lane.events.at(-1)).toMatchObject({ name: 'error', ends: 'all', code: 'ERR_SSL_WRONG_VERSION_NUMBER' })
  await new Promise((resolve) => plain.close(resolve))
  const second = await actors.start(tlsClient, { port })
  expect(second.lane.events.at(-1)).toMatchObject({ name: 'error', code: 'ECONNREFUSED', ends: 'all' })
})

test('a client that speaks no TLS is an aside on the server', async () => {
  const server = await actors.start(tlsServer, {}, 'server')
  const plain = connectTcp(server.actor.facts().port as number, '127.0.0.1', () => plain.end('GET / HTTP/1.0\r\n\r\n'))
  plain.on('error', () => {}).resume()
  expect(await server.lane.waitFor('tlsClientError')).toMatchObject({ code: 'ERR_SSL_HTTP_REQUEST' })
})

test('paused, it receives nothing; resumed, everything; much is sent with back-pressure', async () => {
  const { server, client } = await pair({ pauseOnConnect: true })
  const { lane, actor } = await server.lane.connection(1)
  send(client.actor, 'x'.repeat(65_536), 64)
  expect(client.actor.busy?.()).toBe(true)
  await new Promise((resolve) => setImmediate(resolve))
  expect(lane.text()).toBe('')
  actor.resume?.()
  await lane.until(() => lane.text().length === 4_194_304)
  await client.actor.close?.()
})

test('who closes while paused, with bytes unread, resets, every time', async () => {
  for (let round = 0; round < 20; round++) {
    const { server, client } = await pair()
    const { lane, actor } = await server.lane.connection(1)
    client.actor.pause?.()
    expect([client.actor.paused, client.actor.state()]).toEqual([true, expect.stringContaining('reading paused')])
    send(actor, 'unread')
    await client.actor.close?.()
    expect(rows(client.lane.events).slice(1)).toEqual(['closed while paused'])
    expect(await lane.over()).toMatchObject({ name: 'reset' })
  }
})

test('its text is decoded, and it counts what it reads and writes', async () => {
  const { server, client } = await pair({ encoding: 'latin1' })
  const { lane, actor } = await server.lane.connection(1)
  send(client.actor, Buffer.from([0xe9, 0x0a]))
  await lane.waitForText('é\n')
  expect(client.actor.facts()).toMatchObject({ bytesWritten: 2, readyState: 'open', writableLength: 0 })
  expect(actor.traffic?.()).toMatchObject({ read: 2, ended: false })
  expect(actor.facts()).toMatchObject({ remoteAddress: '127.0.0.1', port: server.actor.facts().port })
})

test('loads stay in order and nothing is lost when the end follows at once', async () => {
  const { server, client } = await pair()
  const { lane } = await server.lane.connection(1)
  send(client.actor, 'a'.repeat(10_000), 500)
  send(client.actor, 'b')
  await client.actor.close?.()
  expect(lane.text() === `${'a'.repeat(5_000_000)}b`).toBe(true)
  expect(rows(lane.events)).toEqual(['FIN received'])
  expect(rows(client.lane.events).slice(1)).toEqual(['FIN sent', 'FIN received'])
  await server.actor.close?.()
  expect(server.lane.events.at(-1)).toMatchObject({ name: 'closed', words: 'stopped listening' })
})

test('over a Unix socket, and a taken place is broken', async () => {
  const { client } = await pair({ path: 's.sock' })
  expect(client.actor.facts().authorized).toBe(true)
  await expect(actors.start(tlsServer, { path: 's.sock' })).rejects.toMatchObject({ problem: { code: 'path-in-use' } })
  const { actor } = await actors.start(tlsServer, {})
  await expect(actors.start(tlsServer, { port: actor.facts().port })).rejects.toMatchObject({
    problem: { code: 'port-in-use' },
  })
  await expect(actors.start(tlsServer, { path: 'x'.repeat(105) })).rejects.toMatchObject({
    problem: { code: 'path-too-long' },
  })
})

test('options change on a running socket, and no others', async () => {
  const { client } = await pair()
  expect(client.actor.set?.('noDelay', false)).toBeUndefined()
  expect(client.actor.set?.('colour', 'red')).toContain('no option')
  await client.actor.set?.('timeout', 1)
  expect(await client.lane.waitFor('timeout')).toMatchObject({ outOfBand: true })
})

/** A server of ours, and a program's client that trusts it, over a TCP socket of its own. */
async function called(serverOptions: object = {}) {
  const server = await actors.start(tlsServer, serverOptions, 'server')
  const { port, ca } = server.actor.facts()
  const below = connectTcp({ port: port as number, host: '127.0.0.1', allowHalfOpen: true })
  const socket = connectTls({ socket: below, ca: ca as string, servername: 'localhost' })
  socket.allowHalfOpen = true
  socket.on('error', () => {})
  onTestFinished(() => void socket.destroy())
  await once(socket, 'secureConnect')
  socket.resume()
  return { below, socket, ...(await server.lane.connection(1)) }
}

test('an RST of a program behind our own end is how its kernel answers close_notify: a FIN', async () => {
  for (let round = 0; round < 10; round++) {
    const { below, socket, lane, actor } = await called({ allowHalfOpen: true })
    send(actor, 'bye')
    await actor.end?.()
    await once(socket, 'end')
    below.resetAndDestroy()
    await lane.over()
    expect(rows(lane.events)).toEqual(['FIN sent', 'FIN received'])
  }
})

test('behind close_notify of both sides an RST changes nothing', async () => {
  const { below, socket, lane } = await called()
  socket.end()
  await once(socket, 'end')
  below.resetAndDestroy()
  await lane.over()
  expect(rows(lane.events)).toEqual(['FIN received'])
})

test('an RST of a program is one before our end, and while our data are still leaving', async () => {
  const before = await called()
  before.below.resetAndDestroy()
  expect(await before.lane.over()).toMatchObject({ name: 'reset', words: 'RST received' })
  const amid = await called({ allowHalfOpen: true })
  amid.socket.pause()
  send(amid.actor, 'x'.repeat(1 << 20), 32)
  void amid.actor.end?.()
  amid.below.resetAndDestroy()
  expect(await amid.lane.over()).toMatchObject({ name: 'reset', words: 'RST received' })
})

test('an RST of an actor of ours is one, also behind our end', async () => {
  const { server, client } = await pair({}, { allowHalfOpen: true })
  const { lane, actor } = await server.lane.connection(1)
  await actor.end?.()
  await client.lane.waitFor('end')
  await client.actor.reset?.()
  expect(await lane.over()).toMatchObject({ name: 'reset', words: 'RST received' })
})
