import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { alive, bytes, exitOf, fakeLane, left, startProgram } from './lane.ts'

const onLinux = existsSync('/proc/self/limits')

test('a signal reaches the program, and its end names it', async () => {
  const { actor, lane } = await startProgram({ run: 'cat', ready: { input: true } })
  actor.signal?.('SIGINT', { group: false })
  await left(lane)
  expect(exitOf(lane)).toMatchObject({ words: 'killed by SIGINT', signal: 'SIGINT' })
  expect(actor.facts()).toMatchObject({ signal: 'SIGINT' })
})

test('a signal to the group reaches the child of a shell, one to the program does not', async () => {
  const run = [
    'sh',
    '-c',
    'trap "echo shell" USR1; sh -c "trap \\"echo child; exit\\" USR1; echo up; while :; do sleep 0.01; done"; echo after',
  ]
  const { actor, lane } = await startProgram({ run, ready: 'up' })
  actor.signal?.('SIGUSR1', { group: true })
  await left(lane)
  expect(lane.text().split('\n').sort()).toEqual(['', 'after', 'child', 'shell', 'up'].sort())
})

test('stop is polite, then final, and says when it had to be', async () => {
  const polite = await startProgram({ run: 'cat', ready: { input: true } })
  expect(await polite.actor.stop({ grace: 5000 })).toBeUndefined()
  expect(polite.lane.guarded.size).toBe(0)
  const { actor, lane } = await startProgram({
    run: 'node stubborn.mjs',
    ready: 'stubborn',
    stop: { signal: 'SIGINT', grace: '100ms' },
  })
  expect(await actor.stop({ grace: 5000 })).toMatchObject({
    code: 'did-not-stop',
    message: '“server” did not leave within 100ms of SIGINT and had to be killed',
  })
  expect(lane.text()).toBe('stubborn\nheard SIGINT\n')
  expect(exitOf(lane)?.signal).toBe('SIGKILL')
  const forgiven = await startProgram({
    run: 'node stubborn.mjs',
    ready: 'stubborn',
    stop: { kill: 'ok', grace: '50ms' },
  })
  expect(await forgiven.actor.stop({ grace: 5000 })).toBeUndefined()
})

test('a program that a step has stopped is stopped all the same', async () => {
  const { actor } = await startProgram({ run: 'cat', ready: { input: true } })
  actor.signal?.('SIGSTOP', { group: false })
  expect(await actor.stop({ grace: 5000 })).toBeUndefined()
})

test('children that outlive their parents are gone afterwards', async () => {
  const run = ['sh', '-c', 'sleep 1000 & echo $!; sleep 1000 & sleep 0.05; echo started; read line']
  const { actor, lane } = await startProgram({ run, ready: 'started' })
  const pids = [...(actor.processes?.() ?? [])]
  expect(pids.length).toBeGreaterThanOrEqual(3)
  await actor.end?.()
  await left(lane)
  expect(pids.filter(alive).length).toBe(2)
  expect(await actor.stop({ grace: 1000 })).toBeUndefined()
  expect(actor.processes?.()).toEqual([])
  expect(await actor.stop({ grace: 1000 })).toBeUndefined()
})

/** Twenty rounds, four at a time: most of their time is waited. */
async function twenty(round: () => Promise<void>): Promise<void> {
  for (let batch = 0; batch < 5; batch++) await Promise.all([round(), round(), round(), round()])
}

const behind = {
  code: 'left-behind',
  message: '“server” left a process behind: “sleep 1000”',
}

test.runIf(onLinux)('a child that left the session and was seen by nobody is named and ended, 20 of 20', async () => {
  await twenty(async () => {
    const run = ['sh', '-c', '(setsid sleep 1000 >/dev/null 2>&1 &); echo gone']
    const { actor, lane } = await startProgram({ run })
    await left(lane)
    expect(await actor.stop({ grace: 1000 })).toMatchObject(behind)
    expect(actor.processes?.()).toEqual([])
    expect(lane.guarded.size).toBe(0)
  })
})

test.runIf(onLinux)('so is a daemon by the book, without environment, descriptors or a folder of its own', async () => {
  await twenty(async () => {
    const { actor, lane } = await startProgram({ run: 'python3 daemon.py' })
    await left(lane)
    expect(actor.processes?.()).not.toEqual([])
    expect(await actor.stop({ grace: 1000 })).toMatchObject(behind)
    expect(actor.processes?.()).toEqual([])
  })
})

test.runIf(onLinux)('a child in a session of its own that leaves with its program was not left behind', async () => {
  const worker = 'trap "sleep 0.1; exit" TERM; echo up; while :; do sleep 0.01; done'
  const run = ['sh', '-c', `setsid sh -c '${worker}' & trap "kill $!; exit" TERM; while :; do sleep 0.01; done`]
  const { actor } = await startProgram({ run, ready: 'up' })
  expect(await actor.stop({ grace: 5000 })).toBeUndefined()
  expect(actor.processes?.()).toEqual([])
})

test.runIf(onLinux)(
  'stop: { kill: ok } allows to leave processes behind, and they are ended all the same',
  async () => {
    const { actor, lane } = await startProgram({ run: 'python3 daemon.py', stop: { kill: 'ok' } })
    await left(lane)
    expect(actor.processes?.()).not.toEqual([])
    expect(await actor.stop({ grace: 1000 })).toBeUndefined()
    expect(actor.processes?.()).toEqual([])
  },
)

test.runIf(onLinux)('a server that went into the background is stopped as politely as any', async () => {
  const folder = fakeLane().tmp
  const [path, words] = [join(folder, 's.sock'), join(folder, 'last-words')]
  const polite = await startProgram({ run: `python3 background.py ${path} ${words}`, ready: { path } })
  await left(polite.lane)
  expect(await polite.actor.stop({ grace: 5000 })).toBeUndefined()
  expect(readFileSync(words, 'utf8')).toBe('terminated')
  const other = join(folder, 'other.sock')
  const stubborn = { run: `python3 background.py ${other}`, ready: { path: other }, stop: { grace: '100ms' } }
  const { actor, lane } = await startProgram(stubborn)
  await left(lane)
  expect(await actor.stop({ grace: 5000 })).toMatchObject({ code: 'did-not-stop' })
  expect(actor.processes?.()).toEqual([])
})

test('an expectation for waiting is answered by looking, again after every answer', async () => {
  const lane = fakeLane()
  const { actor } = await startProgram({ run: 'python3 asks.py' }, lane)
  const waits = () => lane.events.filter(({ name }) => name === 'waiting').length
  actor.look?.('waiting')
  await lane.until(() => waits() === 1)
  expect(lane.text()).toBe('Name: ')
  actor.send?.(bytes('Ada\n'), { times: 1 })
  actor.look?.('waiting')
  await lane.until(() => waits() === 2)
  expect(lane.text()).toBe('Name: Hello Ada\nAgain: ')
})
