import { execa } from 'execa'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { peers } from '../plugins/program/lane.ts'
import { failurePrinted, runText } from '../scenarios/house.ts'

const server = `
  server.mjs: |
    import net from 'node:net'
    net.createServer((socket) => socket.end('mine\\n')).listen(Number(process.argv[2]), '127.0.0.1', () => console.log('up'))`
const program = 'program: { run: [node, "${tmp}/server.mjs", "${free-port.p}"], ready: { port: "${free-port.p}" } }'
/** Python says SO_REUSEPORT, which Node 20 cannot. */
const sharing = `
  share.py: |
    import signal, socket, sys
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    s.bind(('127.0.0.1', int(sys.argv[1])))
    s.listen()
    print('up', flush=True)
    signal.pause()`
const sharer = 'program: { run: [python3, "${tmp}/share.py", "${free-port.p}"], ready: { port: "${free-port.p}" } }'

describe.runIf(process.platform === 'linux')('who has the port is named', () => {
  test('another program of the run', async () => {
    const result = await runText(
      `scenario: x\nfiles:${server}\nactors:\n  one: { ${program} }\n  two: { ${program} }\nsteps:\n  - start: one\n  - start: two\n`,
    )
    expect(result).toMatchObject({ status: 'broken', failure: { code: 'port-in-use' } })
    expect(result.failure?.message).toMatch(/^port \d+ is in use by “one”, so “two” exited 1 before it was ready$/)
  })

  test('a server of ours, while the program tries again until the deadline', async () => {
    const patient = program.replace('server.mjs', 'patient.mjs')
    const text = `scenario: x\nfiles:\n  patient.mjs: setInterval(() => {}, 1000)\nactors:\n  blocker: { tcp-server: { port: "\${free-port.p}" } }\n  two: { ${patient} }\nsteps:\n  - start: blocker\n  - start: two\n    within: 200ms\n`
    const result = await runText(text)
    expect(result.failure?.code).toBe('not-ready')
    expect(failurePrinted(result)).toMatch(/Why +port \d+ is in use by “blocker”/)
  })

  test.each([
    ['tcp-server: { port: ${first.port} }', 'tcp-server'],
    ['tls-server: { port: ${first.port} }', 'tcp-server'],
    ['websocket-server: { port: ${first.port} }', 'tcp-server'],
    ['proxy: { to: first, bind: ${first.port} }', 'tcp-server'],
    ['udp: { bind: ${first.port} }', 'udp'],
  ])('another actor of ours, whose place { %s } wants', async (second, first) => {
    const written = second.replace('${first.port}', '"${first.port}"')
    const result = await runText(
      `scenario: x\nactors:\n  first: ${first}\n  second: { ${written} }\nsteps: [{ start: first }, { start: second }]\n`,
    )
    expect(result).toMatchObject({ status: 'broken', failure: { code: 'port-in-use' } })
    expect(result.failure?.message).toMatch(/port \d+ is in use by “first”/)
  })

  test('a path that is in use, and one that a killed server has left', async () => {
    const path =
      'actors:\n  first: { tcp-server: { path: a.sock } }\n  second: { tls-server: { path: "${first.path}" } }'
    const result = await runText(`scenario: x\n${path}\nsteps: [{ start: first }, { start: second }]\n`)
    expect(result.failure).toMatchObject({ code: 'path-in-use' })
    expect(result.failure?.message).toMatch(/is in use by “first”$/)
  })

  test('a process of an earlier start', async () => {
    const launcher = `program: { run: [sh, -c, "node \${tmp}/server.mjs \${free-port.p}; echo never"], ready: { port: "\${free-port.p}" } }`
    const steps = '[{ start: it }, { signal: { it: SIGTERM } }, { expect: { it: { exit: SIGTERM } } }, { start: it }]'
    const result = await runText(`scenario: x\nfiles:${server}\nactors:\n  it: { ${launcher} }\nsteps: ${steps}\n`)
    expect(result.failure?.code).toMatch(/port-in-use|not-ready/)
    expect(`${result.failure?.message} ${result.failure?.hint}`).toMatch(
      /in use by “it” of an earlier start \(node \S+server\.mjs \d+, pid \d+\)/,
    )
  })

  test('a program that is not part of the run, by its process id', async () => {
    const stranger = execa(process.execPath, [join(peers, 'listener.mjs'), '0'], {
      stdio: ['ignore', 'pipe', 'ignore'],
      reject: false,
    })
    onTestFinished(() => void stranger.kill('SIGKILL'))
    const port = await new Promise<string>((resolve) => {
      stranger.stdout.on('data', (bytes) => resolve(/on (\d+)/.exec(String(bytes))?.[1] ?? ''))
    })
    // On all addresses, since that is where the stranger listens.
    const taking = `program: { run: [node, ${join(peers, 'listener.mjs')}, ${port}], ready: { port: ${port} } }`
    const result = await runText(`scenario: x\nactors:\n  it: { ${taking} }\nsteps: [{ start: it }]\n`)
    expect(result).toMatchObject({ status: 'broken', failure: { code: 'port-in-use' } })
    // A long path cuts its command short.
    expect(result.failure?.message).toMatch(
      new RegExp(`^port ${port} is in use by ${process.execPath} .+, pid ${stranger.pid}, so “it” exited 1`),
    )
  })

  test('a successor that takes the port over is ready', async () => {
    const result = await runText(
      `scenario: x\nonly: { command: python3 }\nfiles:${sharing}\nactors:\n  one: { ${sharer} }\n  two: { ${sharer} }\nsteps:\n  - start: one\n  - start: two\n  - expect: { one: up, two: up }\n`,
    )
    expect(failurePrinted(result)).toBe('')
  })
})
