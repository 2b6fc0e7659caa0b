import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawFreePort } from '../../../../src/run/context/free-ports.ts'
import { conditionOf } from '../../../../plugins/program/ready/ready.ts'
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
  expect(await conditionOf(undefined).becomes({ running: gone } as Watched)).toEqual({})
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
