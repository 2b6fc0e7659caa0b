import { expect, test } from 'vitest'
import { tcpClient } from '../../../plugins/tcp/tcp-client.ts'
import { tcpServer } from '../../../plugins/tcp/tcp-server.ts'
import { failurePrinted, runText } from '../../scenarios/house.ts'
import { runVerb, send, startActors } from '../fake-lane.ts'

const { start } = startActors()

async function connected(serverOptions: object = {}, clientOptions: object = {}) {
  const server = await start(tcpServer, serverOptions, 'server')
  const client = await start(tcpClient, { ...clientOptions, to: server.actor }, 'client')
  return { client, server: await server.lane.connection(1) }
}

async function secured(server: object = {}, client: object = {}) {
  const pair = await connected()
  await runVerb(tcpServer.verbs?.['starttls'], pair.server.actor, server)
  await runVerb(tcpClient.verbs?.['starttls'], pair.client.actor, client)
  return pair
}

test('both have the facts of TLS, and count the bytes of the conversation alone', async () => {
  const { client, server } = await connected()
  send(client.actor, 'STARTTLS\n')
  await server.lane.waitForText('STARTTLS')
  await runVerb(tcpServer.verbs?.['starttls'], server.actor, { alpn: ['b', 'a'] })
  await runVerb(tcpClient.verbs?.['starttls'], client.actor, { alpn: 'a' })
  send(client.actor, 'hello\n')
  await server.lane.waitForText('hello')
  expect(client.actor.facts()).toMatchObject({ authorized: true, alpn: 'a', protocol: 'TLSv1.3', bytesWritten: 15 })
  expect(server.actor.facts()).toMatchObject({ alpn: 'a', servername: 'localhost', bytesRead: 15 })
  expect(client.actor.traffic?.()).toMatchObject({ written: 15, read: 0 })
  expect(server.actor.traffic?.()).toMatchObject({ written: 0, read: 15 })
})

test('what is sent before the handshake leaves behind it', async () => {
  const { client, server } = await connected()
  await runVerb(tcpServer.verbs?.['starttls'], server.actor, {})
  send(server.actor, 'welcome\n')
  await runVerb(tcpClient.verbs?.['starttls'], client.actor, {})
  await client.lane.waitForText('welcome')
  expect(client.lane.text()).toBe('welcome\n')
})

for (const kind of ['tcp-client', 'telnet'])
  test(`${kind} says once that its server has ended, also when it begins TLS afterwards`, async () => {
    const result = await runText(`scenario: t
actors: { s: tcp-server, c: { ${kind}: s } }
steps:
  - start: s
  - connect: c
  - { end: s#1 }
  - starttls: c
`)
    expect(failurePrinted(result)).toBe('')
    const rows = result.transcript?.rows.filter(({ lane, text }) => lane === 'c' && /FIN received|foreign/.test(text))
    expect(rows).toHaveLength(1)
  })

test('much of it goes with back-pressure', async () => {
  const { client, server } = await secured()
  send(server.actor, 'x'.repeat(1000), 5000)
  await client.lane.until(() => client.lane.bytes().length === 5_000_000)
  expect(client.actor.facts()['bytesRead']).toBe(5_000_000)
})

for (const [name, server, client, code] of [
  ['an expired certificate', { certificate: 'expired' }, {}, 'CERT_HAS_EXPIRED'],
  ['one that signs itself', { certificate: 'self-signed' }, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['another name', {}, { servername: 'other.test' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
] as const)
  test(`a client refuses ${name}`, async () => {
    const pair = await secured(server, client)
    expect(await pair.client.lane.over()).toMatchObject({ name: 'error', code })
    expect(await pair.server.lane.waitFor('end')).toMatchObject({ ends: 'stream' })
  })

test('a server refuses a client without the certificate that it asks for', async () => {
  const { client, server } = await secured({ requestCert: true })
  expect(await server.lane.over()).toMatchObject({ name: 'error' })
  expect(server.actor.facts()).toMatchObject({ authorized: false })
  await client.lane.waitFor('end')
})

test('a server that does not reject one knows that it has none', async () => {
  const { client, server } = await secured({ requestCert: true, rejectUnauthorized: false })
  await server.lane.waitFor('secured')
  expect(server.actor.facts()).toMatchObject({ authorized: false })
  await client.actor.close?.()
})

test('versions that do not meet are an error of both', async () => {
  const { client, server } = await secured({ maxVersion: 'TLSv1.2' }, { minVersion: 'TLSv1.3' })
  expect(await client.lane.over()).toMatchObject({ name: 'error' })
  expect(await server.lane.over()).toMatchObject({ name: 'error' })
})

test('an RST is an RST, also before the handshake', async () => {
  const before = await connected()
  await runVerb(tcpServer.verbs?.['starttls'], before.server.actor, {})
  await before.client.actor.reset?.()
  expect(await before.server.lane.over()).toMatchObject({ name: 'reset' })
  const { client, server } = await secured()
  await server.actor.reset?.()
  expect(await client.lane.over()).toMatchObject({ name: 'reset' })
})

test('a server that leaves instead of a handshake is a FIN', async () => {
  const { client, server } = await connected()
  const going = runVerb(tcpClient.verbs?.['starttls'], client.actor, {})
  await server.lane.until(() => server.lane.bytes().length > 0)
  void server.actor.close?.()
  await going
  expect(await client.lane.waitFor('end')).toMatchObject({ words: 'FIN received' })
  await client.lane.over()
  expect(client.lane.events.map(({ name }) => name)).not.toContain('error')
})

test('a certificate that is none is said before anything has changed', async () => {
  const { client, server } = await connected()
  const begun = runVerb(tcpServer.verbs?.['starttls'], server.actor, {
    cert: '-----BEGIN nothing',
    key: '-----BEGIN nothing',
  })
  await expect(begun).rejects.toMatchObject({ problem: { code: 'cannot-start' } })
  send(client.actor, 'still plain\n')
  await server.lane.waitForText('still plain')
})

test('nothing begins twice, nor behind an end', async () => {
  const { client, server } = await secured()
  const again = runVerb(tcpClient.verbs?.['starttls'], client.actor, {})
  await expect(again).rejects.toMatchObject({ problem: { message: '“client” talks over TLS already' } })
  await server.actor.close?.()
  const other = await connected()
  await other.client.actor.end?.()
  const late = runVerb(tcpClient.verbs?.['starttls'], other.client.actor, {})
  await expect(late).rejects.toMatchObject({ problem: { code: 'step-failed' } })
})

const byRules = (server: string, client: string, ...steps: string[]) =>
  runText(`scenario: rules
actors:
  server: { tcp-server: { rules: [${server}] } }
  client: { tcp-client: { to: server, rules: [${client}] } }
steps:
  - start: server
  - connect: client
${steps.map((step) => `  - ${step}\n`).join('')}`)

test.each([
  [
    'a rule goes over behind its reply',
    '{ when: STARTTLS, reply: go, starttls: true }',
    '{ when: go, starttls: true }',
    [],
  ],
  [
    'also one that takes its time',
    '{ when: STARTTLS, reply: go, after: 30ms, starttls: true }',
    '{ when: go, starttls: true }',
    [],
  ],
  [
    'a step goes over where there are rules',
    '{ when: /^.EHLO/, reply: odd }',
    '{ when: xyz, reply: z }',
    ['expect: { server: STARTTLS }', 'starttls: server', 'starttls: client'],
  ],
  [
    'bytes that count in no way wait',
    '{ when: ping, ignore: true }, { when: STARTTLS, reply: go, starttls: true }',
    '{ when: go, starttls: true }',
    [],
  ],
])('%s', async (_, server, client, steps) => {
  const more = [
    'expect: { server: { event: secured } }',
    'send: { client: EHLO }',
    'expect: { server: { line: EHLO } }',
  ]
  const known = '{ when: /^EHLO$/, reply: 250 ok }'
  const all = ['send: { client: STARTTLS }', ...steps, ...more, 'expect: { client: 250 ok }', 'close: client']
  expect(failurePrinted(await byRules(`${server}, ${known}`, client, ...all))).toBe('')
})

test('a rule refuses what came behind its line', async () => {
  const steps = ['send: { client: [STARTTLS, EVIL] }', 'expect: { server: { error: starttls-injection } }']
  const rules = '{ when: STARTTLS, reply: go, starttls: true }, { when: EVIL, reply: done }'
  const end = 'expect: { client: [{ line: go }, { event: end }] }'
  expect(failurePrinted(await byRules(rules, '{ when: xyz, reply: z }', ...steps, end))).toBe('')
})

test.each([
  ['{ when: x, starttls: true, close: true }', /“starttls” goes on, and the connection ends/],
  ['{ when: x, starttls: yes please }', /starttls/],
  ['{ when: x, starttls: { certificat: expired } }', /certificat/],
])('check refuses %s', async (rule, message) => {
  await expect(byRules(rule, '{ when: xyz, reply: z }')).rejects.toThrow(message)
})
