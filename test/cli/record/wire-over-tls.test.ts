import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { In } from '../../../src/cli/shell.ts'
import { folderWith } from '../../suite/temporary.ts'
import { scenario } from '../fake-shell.ts'

const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return String(port)
}

/** A folder with a certificate that nobody trusts. */
function withCertificate(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files)
  const own = ['-keyout', 'key.pem', '-out', 'cert.pem', '-days', '2', '-subj', '/CN=localhost']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...own], { cwd: folder, stdio: 'ignore' })
  return folder
}

const typed = (text: string): In => ({
  isTTY: false,
  setRaw() {},
  onData(listener) {
    queueMicrotask(() => listener(Buffer.from(text)))
    return () => {}
  },
  onEnd(listener) {
    setImmediate(listener)
    return () => {}
  },
})

test('openssl with openssl, over TLS on both sides', async () => {
  const [here, there] = [await freePort(), await freePort()]
  const folder = withCertificate({})
  const server = `openssl s_server -quiet -rev -accept ${there} -cert cert.pem -key key.pem`
  const client = `openssl s_client -quiet -connect localhost:${here}`
  const programs = ['--', ...server.split(' '), '::', ...client.split(' ')]
  const ways = ['--tls', '--listen', here, '--to', there]
  const printed = await scenario(folder, ['record', 'turned', ...ways, ...programs], { stdin: typed('hello\nworld\n') })
  expect(printed).toMatchObject({ code: 0, err: '' })
  const text = read(folder, 'scenarios/turned.yaml')
  expect(text).toContain('client: { tls-client: { to: server, rejectUnauthorized: false } }')
  expect(text.slice(text.indexOf('  - send:'))).toBe(`  - send: { client: hello }
  - expect: { client: olleh }
  - send: { client: world }
  - expect: { client: dlrow }
`)
})

/** Mail that offers STARTTLS. */
const mail = `const { readFileSync } = require('fs'), tls = require('tls')
const talk = (socket, offers) => socket.on('error', () => {}).on('data', (data) => {
  const line = String(data).trim()
  if (line === 'QUIT') return socket.end('221 bye\\r\\n')
  if (line !== 'STARTTLS') return socket.write(offers ? '250-mail\\r\\n250 STARTTLS\\r\\n' : '250 mail\\r\\n')
  socket.removeAllListeners('data')
  socket.write('220 go on\\r\\n')
  talk(new tls.TLSSocket(socket, { isServer: true, key: readFileSync('key.pem'), cert: readFileSync('cert.pem') }), false)
})
require('net').createServer((socket) => { talk(socket, true); socket.write('220 mail ready\\r\\n') }).listen(process.argv[2], '127.0.0.1')`

test('STARTTLS with openssl: the recorder speaks TLS from there on', async () => {
  const [here, there] = [await freePort(), await freePort()]
  const folder = withCertificate({ 'mail.cjs': mail })
  const client = `openssl s_client -quiet -crlf -starttls smtp -name me -connect localhost:${here}`
  const programs = ['--', 'node', 'mail.cjs', there, '::', ...client.split(' ')]
  const stdin = typed('EHLO you\nQUIT\n')
  const ways = ['--listen', here, '--to', there]
  const printed = await scenario(folder, ['record', 'mail', ...ways, ...programs], { stdin })
  expect(printed).toMatchObject({ code: 0, err: '' })
  const text = read(folder, 'scenarios/mail.yaml')
  expect(text.slice(text.indexOf('  - connect:'))).toBe(`  - connect: client
  - expect: { client: 220 mail ready }
  - send: { client: EHLO me }
  - expect: { client: [250-mail, 250 STARTTLS] }
  - send: { client: STARTTLS }
  - expect: { client: 220 go on }
  - starttls: { client: { rejectUnauthorized: false } }
  - send: { client: EHLO you }
  - expect: { client: 250 mail }
  - send: { client: QUIT }
  - expect: { client: [221 bye, { event: end }] }
`)
  const both = ['record', 'both', '--play', 'both', ...ways, ...programs]
  expect(await scenario(folder, both, { stdin: typed('EHLO you\nQUIT\n') })).toMatchObject({ code: 0, err: '' })
  expect(read(folder, 'scenarios/both.yaml')).toContain('  - starttls: server\n  - starttls: client\n')
})

test('TLS that nobody asked for cannot be read, and is said', async () => {
  const [here, there] = [await freePort(), await freePort()]
  const folder = withCertificate({})
  const server = `openssl s_server -quiet -rev -accept ${there} -cert cert.pem -key key.pem`
  const client = `openssl s_client -quiet -connect localhost:${here}`
  const programs = ['--', ...server.split(' '), '::', ...client.split(' ')]
  const ways = ['--no-prove', '--listen', here, '--to', there]
  await scenario(folder, ['record', 'closed', ...ways, ...programs], { stdin: typed('hello\n') })
  expect(read(folder, 'scenarios/closed.yaml')).toContain('TLS, of which nothing can be read; record it with --tls')
})
