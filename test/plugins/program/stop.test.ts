import { expect, test } from 'vitest'
import { alive, bytes, exitOf, fakeLane, left, startProgram } from './lane.ts'

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

test('children that outlive their parents are gone afterwards, in the group or out of it', async () => {
  const run = ['sh', '-c', 'sleep 1000 & echo $!; setsid sleep 1000 & sleep 0.05; echo started; read line']
  const { actor, lane } = await startProgram({ run, ready: 'started' })
  const members = [...(actor.processes?.() ?? [])]
  expect(members.length).toBeGreaterThanOrEqual(3)
  await actor.end?.()
  await left(lane)
  expect(members.filter(alive).length).toBe(2)
  expect(await actor.stop({ grace: 1000 })).toBeUndefined()
  expect(actor.processes?.()).toEqual([])
  expect(await actor.stop({ grace: 1000 })).toBeUndefined()
})

test('a wish for waiting is answered by looking, again after every answer', async () => {
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
