import { expect, test } from 'vitest'
import { readPlan, type WrittenPlan } from '../../src/shake/flags.ts'
import { folderWith } from '../suite/temporary.ts'
import { shaken } from './shaken.ts'

const secret = 'hunter2hunter2'

/** The server dies with what it has read where that is no whole line. */
const folder = (): string =>
  folderWith({
    'scenarios/one.yaml': `scenario: one
vars: { password: { value: ${secret}, secret: true } }
actors:
  server: { program: { run: [node, "\${dir}/../server.mjs"], ready: '/ready on (?<port>\\d+)/' } }
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { client: "PASS \${password}" }
  - expect: { client: { line: ok, next: true } }
  - exit: client
`,
    'server.mjs': `import { createServer } from 'node:net'
const server = createServer((socket) => {
  socket.on('data', (bytes) => socket.write(String(bytes).endsWith('\\n') ? 'ok\\n' : 'bad\\n'))
  socket.on('error', () => { throw new Error('${secret} was cut') })
})
server.listen(0, '127.0.0.1', () => console.log('ready on ' + server.address().port))
`,
  })

const planned = (written: WrittenPlan) => {
  const read = readPlan(written)
  return 'plan' in read && read.plan !== undefined ? { plan: read.plan } : {}
}

test('a cut within a secret does not show its pieces', async () => {
  const { result } = await shaken(folder(), planned({ cut: ['server#1 up 9'] }))
  expect(result.failure?.message).toContain('of 20: “PASS ••••│••••••••••\\n”')
  expect(JSON.stringify(result)).not.toMatch(/hunt|er2/)
})

test('a secret that a program dies with is not shown in the crash matrix', async () => {
  const { result } = await shaken(folder(), planned({ break: ['server#1 up 9 reset'] }))
  expect(result.shaken?.crashes?.rows[0]).toMatchObject({
    excerpt: '“PASS ••••│••••••••••\\n”',
    became: { server: 'crashed: Error: <secret.password> was cut' },
  })
  const { sources: _, ...reported } = result
  expect(JSON.stringify(reported)).not.toMatch(/hunt|er2/)
})
