import { describe, expect, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../scenarios/house.ts'

/** A launcher that starts a server in a session of its own and leaves with 0: before it listens, or after. */
const launched = (steps: readonly string[], { early = true, streams = 'ignore' } = {}): string => `
scenario: a daemon
files:
  server.mjs: |
    import { appendFileSync } from 'node:fs'
    import net from 'node:net'
    const [port, log] = process.argv.slice(2)
    const note = (text) => { appendFileSync(log, text + '\\n'); console.log(text) }
    const server = net.createServer((socket) => {
      socket.on('data', (data) => {
        if (String(data) === 'die\\n') process.exit(7)
        note('served ' + process.pid)
        socket.end('pid ' + process.pid + '\\n')
      })
    })
    process.on('SIGHUP', () => note('reloaded'))
    process.on('SIGTERM', () => { note('down'); process.exit(0) })
    server.listen(Number(port), '127.0.0.1', () => note('up'))
  launcher.mjs: |
    import { spawn } from 'node:child_process'
    import { existsSync } from 'node:fs'
    console.log('launching')
    const [port, log] = process.argv.slice(2)
    spawn(process.execPath, [import.meta.dirname + '/server.mjs', port, log], { detached: true, stdio: ['ignore', '${streams}', 'ignore'] }).unref()
    const leave = () => existsSync(log) ? process.exit(0) : setTimeout(leave, 5)
    if (!${early}) leave()
actors:
  daemon: { program: { run: [node, "\${tmp}/launcher.mjs", "\${free-port.d}", "\${tmp}/log"], ready: { port: "\${free-port.d}" } } }
  ${steps.some((step) => step.startsWith('connect')) ? 'client: { tcp-client: daemon }' : ''}
  log: { file: { path: "\${tmp}/log" } }
steps:
  - start: [daemon, log]
${steps.map((step) => `  - ${step}\n`).join('')}`

const served = [
  'connect: client',
  'send: { client: hello }',
  'expect: { client: ["pid ${daemon.pid}", { event: end }] }',
]

async function passes(text: string): Promise<readonly string[]> {
  const result = await runText(text)
  expect(failurePrinted(result)).toBe('')
  expect(result).toMatchObject({ status: 'passed', warnings: [] })
  return rowsOf(result)
}

describe.runIf(process.platform === 'linux')('the processes that a launcher leaves are the program', () => {
  test.each([true, false])(
    'ready and pid are those of the daemon, and nobody need expect the launcher’s end (%s)',
    async (early) => {
      const rows = await passes(launched(early ? served : ['expect: { daemon: { exit: 0 } }', ...served], { early }))
      expect(rows).toContainEqual(expect.stringMatching(/^client \| pid \d+$/))
      expect(rows.filter((row) => row.startsWith('daemon *'))).toEqual(['daemon * exited 0'])
    },
  )

  test('the launcher’s exit code may be expected, and the end of the daemon behind it', async () => {
    const steps = ['expect: { daemon: { exit: 0 } }', ...served, 'signal: { daemon: SIGTERM }']
    const rows = await passes(launched([...steps, 'expect: { log: down, daemon: { event: exit } }']))
    expect(rows.filter((row) => row.startsWith('daemon *'))).toEqual([
      'daemon * exited 0',
      'daemon * SIGTERM sent',
      'daemon * ended',
    ])
  })

  test('a signal reaches it; after one that ends it, its end is no surprise', async () => {
    const steps = ['signal: { daemon: SIGHUP }', 'expect: { log: reloaded }', ...served]
    await passes(launched([...steps, 'signal: { daemon: SIGTERM }', 'expect: { log: down }']))
  })

  test.each([true, false])('exit ends it by its stop signal, and waits for its last process (%s)', async (early) => {
    // A launcher that leaves when its server listens is just leaving now.
    const rows = await passes(launched(['expect: { log: up }', 'exit: daemon', 'expect: { log: down }'], { early }))
    expect(rows).toContain('daemon * ended')
  })

  test('what it prints in the background is received', async () => {
    const steps = ['expect: { daemon: [up, { exit: 0 }] }', ...served, 'expect: { daemon: /^served/ }']
    await passes(launched(steps, { streams: 'inherit' }))
  })

  test('run is done with the launcher', async () => {
    const text = launched(served).replace('- start: [daemon, log]', '- start: log')
    await passes(
      text
        .replace('path: "${tmp}/log"', 'path: "${tmp}/log", missing: ok')
        .replace('- start: log', '- run: daemon\n  - start: log'),
    )
  })

  test('its end that no step asked for fails the final checks', async () => {
    const result = await runText(
      launched(['connect: client', 'send: { client: die }', 'expect: { client: { event: closed } }']),
    )
    expect(result.failure).toMatchObject({
      code: 'unexpected-exit',
      message: '“daemon” ended, and no step expected it',
      hint: expect.stringContaining('{ daemon: { event: exit } }'),
    })
  })

  test('it is ready when it listens: one that dies before has failed at once', async () => {
    const text = launched(served).replace('server.listen(Number(port)', 'process.exit(3); server.listen(Number(port)')
    const result = await runText(text)
    expect(result.failure).toMatchObject({ code: 'not-ready', message: expect.stringContaining('before it was ready') })
  })
})
