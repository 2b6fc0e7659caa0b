import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { home } from '../scenarios/house.ts'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

const peer = (name: string): string => path.join(home, 'test/peers', `${name}.mjs`)

const echoed = (more = ''): string => `scenario: echoed
vars: { program: ${peer('crashes-on-reset')} }
actors:
  server: { program: { run: [node, "\${program}", "\${free-port.it}"], ready: { port: "\${free-port.it}" } } }
  client: { tcp-client: server }
${more === '' ? '' : '  second: { tcp-client: server }\n'}steps:
  - start: server
  - connect: client
  - send: { client: hello }
  - expect: { client: hello }
  - exit: client
${more}`

const read = (folder: string, name: string): string =>
  fs.readFileSync(path.join(folder, `scenarios/${name}.yaml`), 'utf8')

test('a crash is written as a scenario that fails with it, and passes with a program that handles errors', async () => {
  const folder = folderWith({ 'scenarios/echoed.yaml': echoed() })
  const { out } = await scenario(folder, ['shake', '--break', 'server#1 up 3 reset', '--write', 'crash'])
  expect(out.replace(/\s+/g, ' ')).toContain('written as scenarios/crash.yaml, which fails in the same way in each run')
  const written = read(folder, 'crash')
  expect(written).toContain('scenario: echoed, with a connection that is reset')
  expect(written).toContain('  - fault: { wire: { connection: 1, reset: true, after: { bytes: 3, direction: up } } }')
  expect(written).toMatch(
    / {2}- connect: client\n(?: {2}- send: .*\n)? {2}- expect: \{ client: \{ event: closed \} \}\n$/,
  )
  const wrong = await scenario(folder, ['run', 'crash'])
  expect(wrong.code).toBe(1)
  expect(wrong.out).toContain('failed unexpected-exit')
  expect(await scenario(folder, ['run', 'crash', '--var', `program=${peer('outlives-reset')}`])).toMatchObject({
    code: 0,
  })
})

test('a step of on-fault that fails stands among the steps of what is written', async () => {
  const more = 'on-fault:\n- connect: second\n- send: { second: more }\n- expect: { second: less }\n'
  const folder = folderWith({ 'scenarios/echoed.yaml': echoed(more).replace('crashes-on-reset', 'outlives-reset') })
  await scenario(folder, ['shake', '--break', 'server#1 up 6 reset', '--write', 'less', '--timeout-scale', '0.2'])
  const written = read(folder, 'less')
  expect(written).not.toContain('on-fault')
  expect(written).toContain('  - connect: second\n  - send: { second: more }\n  - expect: { second: less }\n')
})

const asked = (program: string): string => `scenario: asked
vars: { program: ${program} }
files:
  client.mjs: |
    import { connect } from 'node:net'
    const socket = connect(Number(process.argv[2]), '127.0.0.1')
    socket.on('data', () => process.exit(0)).write('hello\\n')
    if (process.argv[3] !== 'crashes') socket.on('error', () => {})
    if (process.argv[3] === 'hangs') setInterval(() => {}, 1000)
actors:
  server: { tcp-server: }
  client: { program: [node, "\${tmp}/client.mjs", "\${server.port}", "\${program}"] }
steps:
  - start: [server, client]
  - expect: { server: hello }
  - send: { server: hi }
  - expect: { client: { exit: 0 } }
`

test.each([
  ['hangs', 'expectation-not-met'],
  ['crashes', 'forbidden-line'],
])('a client that %s at an RST fails what is written, and one that ends passes it', async (program, code) => {
  const folder = folderWith({ 'scenarios/asked.yaml': asked(program) })
  await scenario(folder, ['shake', '--break', 'server#1 up 6 reset', '--write', 'broken'])
  const wrong = await scenario(folder, ['run', 'broken', '--timeout-scale', '0.2'])
  expect(wrong.out).toContain(`failed ${code}`)
  expect(await scenario(folder, ['run', 'broken', '--var', 'program=ends'])).toMatchObject({ code: 0 })
})
