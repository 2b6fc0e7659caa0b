import { expect, test } from 'vitest'
import { bytes, exitOf, fakeLane, left, startProgram } from '../lane.ts'

test('receives both streams, then their ends, then the exit', async () => {
  const { lane } = await startProgram({ run: ['sh', '-c', 'echo out; echo err >&2; exit 3'] })
  await left(lane)
  expect(lane.text()).toBe('out\n')
  expect(lane.text('stderr')).toBe('err\n')
  expect(exitOf(lane)).toEqual({ name: 'exit', words: 'exited 3', ends: 'all', code: 3 })
  expect(lane.events.map(({ name }) => name)).toEqual(['eof', 'eof', 'exit'])
  expect(
    lane.events.filter(({ name }) => name === 'eof').every(({ silent, ends }) => silent === true && ends === 'stream'),
  ).toBe(true)
})

test('100 programs that print 3,000 lines and leave lose none', async () => {
  const wanted = Array.from({ length: 3000 }, (_, n) => `${n + 1}\n`).join('')
  for (let round = 0; round < 100; round++) {
    const { lane } = await startProgram('seq 1 3000')
    await left(lane)
    expect(lane.text() === wanted).toBe(true)
  }
}, 60_000)

test('end of input makes cat leave, with everything it was sent', async () => {
  const { actor, lane } = await startProgram('cat')
  actor.send?.(bytes('hello\n'), { times: 3 })
  await actor.end?.()
  await left(lane)
  expect(lane.text()).toBe('hello\nhello\nhello\n')
  expect(exitOf(lane)?.code).toBe(0)
})

test('a program that reads slowly gets all of 20 MB, and the actor is busy until then', async () => {
  const { actor, lane } = await startProgram('wc -c')
  // Stopped, it takes nothing out of its pipe.
  actor.signal?.('SIGSTOP', { group: true })
  actor.send?.(bytes('0123456789'), { times: 2_000_000 })
  expect(actor.busy?.()).toBe(true)
  actor.signal?.('SIGCONT', { group: true })
  await actor.exit?.()
  expect(lane.text().trim()).toBe('20000000')
  expect(actor.busy?.()).toBe(false)
})

test('exit says the leaving word and waits', async () => {
  const { actor, lane } = await startProgram({ run: 'python3 leaver.py', exit: 'bye' })
  await actor.exit?.()
  expect(lane.text()).toBe('good bye\n')
  expect(actor.state()).toBe('exited 7')
  expect(actor.facts()).toMatchObject({ exitCode: 7 })
})

test('the environment is plain and listed; no shell between leaves a trace', async () => {
  const lane = fakeLane({ env: { PATH: process.env['PATH'] ?? '', HOME: '/home/me', CI: 'true', SECRET: 'x' } })
  await startProgram({ run: 'env', env: { COLOUR: 'two words', 'odd-name.x': '1' } }, lane)
  await left(lane)
  expect(lane.text().trim().split('\n').sort()).toEqual(
    [
      'COLOUR=two words',
      `HOME=${lane.tmp}/home`,
      `XDG_CACHE_HOME=${lane.tmp}/home/.cache`,
      `XDG_CONFIG_HOME=${lane.tmp}/home/.config`,
      `XDG_DATA_HOME=${lane.tmp}/home/.local/share`,
      `XDG_RUNTIME_DIR=${lane.tmp}/home/.run`,
      `XDG_STATE_HOME=${lane.tmp}/home/.local/state`,
      'LANG=C.UTF-8',
      `PATH=${process.env['PATH']}`,
      'TERM=dumb',
      'TZ=UTC',
      'odd-name.x=1',
    ].sort(),
  )
})

test('words are split with quotes and meet no shell', async () => {
  const { lane } = await startProgram(String.raw`printf "%s|" 'a b' "c \" d" e\ f $HOME * ''`)
  await left(lane)
  expect(lane.text()).toBe('a b|c " d|e f|$HOME|*||')
})

test('shell: true is a shell, and its stop reaches the children', async () => {
  const { actor, lane } = await startProgram({ run: 'echo $((1+2)); sleep 1000 | cat', shell: true })
  await lane.until(() => lane.text() === '3\n')
  expect(await actor.stop({ grace: 5000 })).toBeUndefined()
})

test('argv[0] is what was written', async () => {
  const { lane } = await startProgram('seq --nonsense')
  await left(lane)
  expect(lane.text('stderr')).toMatch(/^seq: /)
})

test('stdin: ignore is end of input from the beginning', async () => {
  const { lane } = await startProgram({ run: 'cat', stdin: 'ignore' })
  await left(lane)
  expect(exitOf(lane)?.code).toBe(0)
})

test('Node’s own pipes cannot be opened again, real ones can', async () => {
  const { lane } = await startProgram({
    run: ['sh', '-c', 'read line; echo "$line" > /dev/stdout; echo e > /dev/stderr'],
    pipes: 'real',
  }).then((started) => {
    started.actor.send?.(bytes('through\n'), { times: 1 })
    return started
  })
  await left(lane)
  expect([lane.text(), lane.text('stderr'), exitOf(lane)?.code]).toEqual(['through\n', 'e\n', 0])
  const plain = await startProgram({ run: ['sh', '-c', 'echo x > /dev/stdout'] })
  await left(plain.lane)
  expect(exitOf(plain.lane)?.code).not.toBe(0)
})

test('a child that holds the pipes does not hold back the exit', async () => {
  const { actor, lane } = await startProgram({ run: ['sh', '-c', 'echo parent; sleep 1000 & exit 4'] })
  await left(lane)
  expect(lane.rows).toEqual(['parent\n', '* exited 4'])
  const children = actor.processes?.() ?? []
  expect(children.length).toBe(1)
  await actor.stop({ grace: 1000 })
  expect(actor.processes?.()).toEqual([])
})
