import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { endsOfWire } from '../../../src/record/wire/ends.ts'

const host = '127.0.0.1'

test('a server of this machine is looked at, in its own process', async () => {
  const code = `require('net').createServer().listen(0, '${host}', function () { console.log(this.address().port) })`
  const server = spawn(process.execPath, ['-e', code])
  onTestFinished(() => void server.kill())
  const [line] = (await once(server.stdout, 'data')) as [Buffer]
  const look = endsOfWire(() => [], { host, port: Number(line) }, 'tcp')
  expect(look()).toBeDefined()
  server.kill()
  await once(server, 'exit')
  expect(look()).toBeUndefined()
})

test('one elsewhere, and the recorder itself, cannot be looked at', async () => {
  const server = createServer().listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  expect(endsOfWire(() => [], { host, port }, 'tcp')()).toBeUndefined()
  expect(endsOfWire(() => [], { host: '192.0.2.1', port }, 'tcp')()).toBeUndefined()
})
