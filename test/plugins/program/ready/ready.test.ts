import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drawFreePort } from '../../../../src/run/context/free-ports.ts'
import { readyingOf } from '../../../../plugins/program/ready/ready.ts'
import type { Watched } from '../../../../plugins/program/ready/watch.ts'
import { exitOf, fakeLane, interrupt, left, problemOf, startProgram } from '../lane.ts'

/** A port that the system gives to nobody else, as it would one that was drawn by it and given back. */
const freePort = (): number => drawFreePort(process.pid)

test('a text in the output, ended line or not', async () => {
  const { lane } = await startProgram({ run: 'python3 asks.py', ready: 'ame:' })
  expect(lane.text()).toBe('Name: ')
})

test('a regex on a whole line, its groups are facts', async () => {
  const { actor } = await startProgram({ run: 'node listener.mjs 0', ready: String.raw`/listening on (?<port>\d+)/` })
  expect(Number(actor.facts()['port'])).toBeGreaterThan(1023)
  expect(actor.facts()['pid']).toBeTypeOf('number')
})

test('a regex never takes half a number that comes in two pieces', async () => {
  const run = ['sh', '-c', 'printf "port 43"; read -t 0 x; printf 121; echo; cat']
  const { actor } = await startProgram({ run, ready: String.raw`/port (?<port>\d+)/` })
  expect(actor.facts()['port']).toBe('43121')
})

test('a regex on a prompt that stands still', async () => {
  const { actor } = await startProgram({ run: 'python3 asks.py', ready: '/(?<what>\\w+): $/' })
  expect(actor.facts()['what']).toBe('Name')
})

test('a text on stderr', async () => {
  const { lane } = await startProgram({
    run: ['sh', '-c', 'echo up >&2; cat'],
    ready: { text: 'up', stream: 'stderr' },
  })
  expect(lane.text('stderr')).toBe('up\n')
})

test('a regex on stderr by its name; in the long form a text with slashes is a text', async () => {
  const run = ['sh', '-c', 'echo /up/ >&2; echo up 7 >&2; cat']
  const { actor } = await startProgram({ run, ready: { regex: '/up (?<n>\\d)/', stream: 'stderr' } })
  expect(actor.facts()['n']).toBe('7')
  const literal = await startProgram({ run, ready: { text: '/up/', stream: 'stderr' } })
  expect(literal.lane.text('stderr')).toContain('/up/')
  expect((await problemOf({ run: 'echo up', ready: { text: '/up/' } })).problem.hint).toContain('it says “/up/”')
  expect((await problemOf({ run: 'echo down', ready: '/up/' })).problem.hint).toContain('it says /up/')
})

test('a port, without anybody connecting', async () => {
  const port = freePort()
  const { actor, lane } = await startProgram({ run: `node listener.mjs ${port} 60`, ready: { port } })
  expect(actor.facts()).toMatchObject({ port, host: '::1' })
  await lane.until(() => lane.text().includes('listening'))
  expect(lane.text()).not.toContain('someone came')
})

test('a port that a child in the background listens on', async () => {
  const port = freePort()
  const { actor, lane } = await startProgram({ run: `node background.mjs ${port}`, ready: { port } })
  expect(exitOf(lane)?.code).toBe(0)
  expect(actor.processes?.()).toHaveLength(1)
})

test('a UDP port', async () => {
  const port = freePort()
  const { actor } = await startProgram({ run: `python3 datagrams.py ${port}`, ready: { udp: port } })
  expect(actor.facts()).toMatchObject({ port, host: '127.0.0.1' })
})

test('a path, given as a bare name or in full', async () => {
  const lane = fakeLane()
  const path = join(lane.tmp, 's.sock')
  const { actor } = await startProgram({ run: `node listener.mjs ${path}`, ready: { path: 's.sock' } }, lane)
  expect(actor.facts()).toMatchObject({ path })
})

test('a line at descriptor 3', async () => {
  const { actor } = await startProgram({ run: 'node third.mjs', ready: { fd: 3 } })
  expect(actor.state()).toBe('running')
})

test('it waits for input: a read, an event loop, a poll', async () => {
  for (const run of ['cat', 'python3 asks.py', 'node reads.mjs', 'bc -i']) {
    const { actor } = await startProgram({ run, ready: { input: true } })
    expect(actor.state()).toBe('running, waits for input')
  }
})

test('a port that a stranger has is broken, once the program has left because of it', async () => {
  const stranger = createServer()
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
  const { port } = stranger.address() as AddressInfo
  const { problem, outcome } = await problemOf({ run: `node listener.mjs ${port}`, ready: { port } })
  stranger.close()
  expect([problem.code, outcome]).toEqual(['port-in-use', 'broken'])
})

test('one that leaves first has failed, with its last words', async () => {
  const lane = fakeLane()
  const { problem, outcome } = await problemOf({ run: 'python3 -c "import nonsense"', ready: 'up' }, lane)
  expect(outcome).toBe('failed')
  expect(problem.code).toBe('not-ready')
  expect(problem.message).toBe(
    "“server” exited 1 before it was ready; its last words: “ModuleNotFoundError: No module named 'nonsense'”",
  )
  expect(problem.hint).toBe('it would have been ready when it says “up”')
  expect(lane.rows.at(-1)).toBe('* exited 1')
  expect(lane.guarded.size).toBe(0)
})

test('ready by the last thing it says is ready', async () => {
  for (let round = 0; round < 50; round++) {
    const { lane } = await startProgram({ run: 'echo up', ready: 'up' })
    expect(lane.text()).toBe('up\n')
  }
})

test('ready by the last line at descriptor 3 is ready', async () => {
  for (let round = 0; round < 50; round++) {
    const { lane } = await startProgram({ run: ['sh', '-c', 'exec >&- 2>&-; echo up >&3'], ready: { fd: 3 } })
    await left(lane)
  }
})

test('without ready, one that was executed is ready, however soon it leaves', async () => {
  const gone = { passed: new Promise(() => {}), exited: Promise.resolve() } as unknown as Watched['running']
  expect(await readyingOf(undefined).becomes({ running: gone } as Watched)).toEqual({})
  for (let round = 0; round < 20; round++) {
    const { lane } = await startProgram({ run: 'true', pty: true })
    await left(lane)
    expect(exitOf(lane)?.code).toBe(0)
  }
})

test('given up while it starts: it is taken down and named', async () => {
  const lane = fakeLane()
  const refused = problemOf({ run: 'python3 asks.py', ready: 'never' }, lane)
  await lane.until(() => lane.text() === 'Name: ')
  interrupt()
  const { problem, outcome } = await refused
  expect([problem.code, outcome]).toEqual(['not-ready', 'failed'])
  expect(problem.message).toBe('“server” runs and has not become ready; its last words: “Name:”')
  expect(lane.guarded.size).toBe(0)
})

test('a line that stands still before it is whole is matched whole all the same', async () => {
  const run = ['sh', '-c', 'printf "listening "; sleep 0.2; echo on 80; cat']
  const { actor } = await startProgram({ run, stdin: 'pipe', ready: String.raw`/^listening on (?<port>\d+)/` })
  expect(actor.facts()['port']).toBe('80')
})

describe('several conditions', () => {
  const serving = (port: number, ...more: string[]) => ({ run: ['node', 'steps.mjs', `listen ${port}`, ...more] })

  test('all keys of a map hold; the facts are those of all', async () => {
    const port = freePort()
    const { actor, lane } = await startProgram({
      ...serving(port, 'error version 7'),
      ready: { regex: String.raw`/version (?<version>\d)/`, stream: 'stderr', port },
    })
    expect(actor.facts()).toMatchObject({ port, host: '127.0.0.1', version: '7' })
    expect(lane.text('stderr')).toBe('version 7\n')
  })

  test('of several places the first is its address, in whatever order they come', async () => {
    const [first, second] = [freePort(), freePort()]
    const { actor } = await startProgram({
      run: ['node', 'steps.mjs', `listen ${second}`, 'print up', `listen ${first}`],
      ready: [{ port: first }, { port: second }, 'up'],
    })
    expect(actor.facts()['port']).toBe(first)
  })

  test.each([
    ['a text, also twice in one line', 'print up up', 'print 1 more', { text: 'up', times: 3 }, 'print up'],
    [
      'a regex, once in each line',
      'print up up',
      'print up 2',
      { regex: String.raw`/up (?<n>\w+)/`, times: 3 },
      'print up 3',
    ],
  ])('%s, comes so many times', async (_, first, second, ready, last) => {
    const { actor, lane } = await startProgram({ run: ['node', 'steps.mjs', first, second, last], ready })
    expect(lane.text()).toContain(last.slice('print '.length))
    if ('regex' in ready) expect(actor.facts()['n']).toBe('3')
  })

  test('a line that stands still counts once, also when more of it comes', async () => {
    const run = ['sh', '-c', 'printf "up "; sleep 0.2; echo now; echo then up; cat']
    const { lane } = await startProgram({ run, stdin: 'pipe', ready: { regex: '/up/', times: 2 } })
    expect(lane.text()).toBe('up now\nthen up\n')
  })

  test('one that holds does not do for the other, and an interrupt says which', async () => {
    const lane = fakeLane()
    const refused = problemOf({ run: ['sh', '-c', 'echo who; exec cat'], ready: { text: 'up', regex: '/who/' } }, lane)
    await lane.until(() => lane.text() === 'who\n')
    interrupt()
    expect((await refused).problem.hint).toBe('it is ready when it says “up” (it did not) and it says /who/ (it did)')
  })

  test('descriptor 3 beside the output', async () => {
    const { lane } = await startProgram({
      run: ['node', 'steps.mjs', 'third x', 'print up'],
      ready: { fd: 3, text: 'up' },
    })
    expect(lane.text()).toBe('up\n')
  })

  test('on a terminal', async () => {
    const run = ['sh', '-c', 'echo up; echo up; printf "name? "; read name']
    const { actor } = await startProgram({
      run,
      pty: true,
      ready: [{ text: 'up', times: 2 }, 'name?', { input: true }],
    })
    expect(actor.state()).toBe('running, waits for input')
  })

  test('one that leaves first says what came and what did not', async () => {
    const { problem } = await problemOf({
      run: ['node', 'steps.mjs', 'print up', 'exit 3'],
      ready: [{ text: 'up' }, { text: 'up', times: 2 }, { port: freePort() }],
    })
    expect(problem.hint).toMatch(
      /^it would have been ready when it says “up” \(it did\) and it says “up” 2 times \(it did not\) and it listens on port \d+$/,
    )
  })
})
