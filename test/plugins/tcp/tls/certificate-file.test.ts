import { X509Certificate, createPrivateKey } from 'node:crypto'
import { expect, test } from 'vitest'
import { certificate } from '../../../../plugins/tcp/tls/certificate-file.ts'
import { makeIdentity } from '../../../../plugins/tcp/tls/certificate.ts'
import { authorityOf } from '../../../../plugins/tcp/tls/authorities.ts'
import type { FileContext } from '../../../../src/plugin.ts'
import { runText } from '../../../scenarios/house.ts'

const contextOf = (actors: Record<string, { kind: string; options: unknown }> = {}): FileContext => ({
  run: {},
  dir: '/',
  actor: (name) => actors[name],
})
const made = async (written: unknown, context: FileContext) => {
  const parsed = certificate.argument.safeParse(written)
  if (!parsed.success) throw new Error(parsed.error.issues[0]?.message)
  return String(await certificate.make(parsed.data, context))
}
const server = { name: 'server', facts: {} }

test('the file of a server is the authority that signs its certificates', async () => {
  const context = contextOf({ server: { kind: 'tls-server', options: {} } })
  const root = new X509Certificate(await made(server, context))
  const { cert } = await makeIdentity(['localhost'], 'signed', Date.now(), await authorityOf(context.run, 'server'))
  expect(new X509Certificate(cert).verify(root.publicKey)).toBe(true)
  expect(root).toMatchObject({ ca: true, subject: 'CN=authority of server' })
})

test('parts with the same names belong together, and to nothing else', async () => {
  const context = contextOf()
  const part = (name: string, more = {}) => made({ servername: 'mail.test', part: name, ...more }, context)
  const own = new X509Certificate(await part('certificate'))
  expect(own.checkPrivateKey(createPrivateKey(await part('key')))).toBe(true)
  expect(own.verify(new X509Certificate(await part('ca')).publicKey)).toBe(true)
  expect(own.checkHost('mail.test')).toBe('mail.test')
  const expired = new X509Certificate(await part('certificate', { quality: 'expired' }))
  expect(Date.parse(expired.validTo)).toBeLessThan(Date.now())
  const self = new X509Certificate(await part('ca', { quality: 'self-signed' }))
  expect(self.verify(self.publicKey)).toBe(true)
})

test('all of it is in one file, each part on lines of its own', async () => {
  const lines = (await made({}, contextOf())).split('\n').filter((line) => line.startsWith('-----'))
  expect(lines).toEqual(
    ['PRIVATE KEY', 'CERTIFICATE', 'CERTIFICATE'].flatMap((what) => [
      `-----BEGIN ${what}-----`,
      `-----END ${what}-----`,
    ]),
  )
})

test.each([
  ['a client', { tcp: { kind: 'tcp-client', options: {} } }, /is a tcp-client, which shows no certificate/],
  ['a server with its own', { tcp: { kind: 'tls-server', options: { cert: 'a' } } }, /comes from its option “cert”/],
  [
    'one that signs itself',
    { tcp: { kind: 'tls-server', options: { certificate: 'self-signed' } } },
    /of “tcp” signs itself/,
  ],
])('no authority has signed the certificate of %s', async (_, actors, message) => {
  const file = made({ name: 'tcp', facts: {} }, contextOf(actors))
  await expect(file).rejects.toMatchObject({
    problem: { code: 'invalid-value', message: expect.stringMatching(message) },
  })
})

test('a client of ours trusts a program with such a certificate by itself, over TLS from the start', async () => {
  const { status, failure } = await runText(`scenario: a program over TLS
files: { server.pem: { certificate: {} } }
actors:
  server:
    program:
      run:
        - node
        - -e
        - |
          const pem = require('fs').readFileSync(process.argv[1])
          const server = require('tls').createServer({ key: pem, cert: pem }, (peer) => peer.end('hello\\n'))
          server.listen(0, '127.0.0.1', () => console.log('port', server.address().port))
        - \${tmp}/server.pem
      ready: '/port (?<port>\\d+)/'
  client: { tls-client: server }
steps:
  - start: server
  - connect: client
  - expect: { client: [hello, { event: end }] }
  - check: { client: { authorized: true } }
  - signal: { server: SIGTERM }
  - expect: { server: { exit: SIGTERM } }
`)
  expect({ status, failure: failure?.message }).toEqual({ status: 'passed', failure: undefined })
})

test.each([
  ['certificate: sever', /unknown-actor: no actor is called “sever”/],
  ['certificate: server, text: own', /one-key-map: “a.pem” has “certificate” and “text”/],
  ['certificate: { part: cert }', /invalid-value/],
])('check refuses { %s }', async (written, message) => {
  const scenario = `scenario: x\nfiles: { a.pem: { ${written} } }\nactors: { server: tcp-server }\nsteps: [{ start: server }]\n`
  await expect(runText(scenario)).rejects.toThrow(message)
})
