import { expect, test } from 'vitest'
import { bytes, exitOf, left, startProgram } from '../lane.ts'

test('100 programs that print 3,000 lines to a terminal and leave lose none', async () => {
  const wanted = Array.from({ length: 3000 }, (_, n) => `${n + 1}\n`).join('')
  for (let round = 0; round < 100; round++) {
    const { lane } = await startProgram({ run: 'seq 1 3000', pty: true })
    await left(lane)
    expect(lane.text() === wanted).toBe(true)
  }
}, 60_000)

test('it is a terminal of its own, of the size that was asked, and the program’s controlling one', async () => {
  const { lane } = await startProgram({
    run: ['sh', '-c', 'test -t 0 && test -t 1 && test -t 2 && stty size && echo here > /dev/tty; echo $TERM'],
    pty: { cols: 100, rows: 30 },
  })
  await left(lane)
  expect(lane.text()).toBe('30 100\nhere\nxterm-256color\n')
})

test('it echoes what is typed; a key is not a signal', async () => {
  const { actor, lane } = await startProgram({ run: 'cat', pty: true, ready: { input: true } })
  actor.send?.(bytes('hello\n'), { times: 1 })
  await lane.until(() => lane.text() === 'hello\nhello\n')
  actor.send?.(Uint8Array.of(3), { times: 1 })
  await left(lane)
  expect(lane.text()).toBe('hello\nhello\n^C')
  expect(exitOf(lane)?.words).toBe('killed by SIGINT')
})

test('what is typed waits for a program that does not read, and nothing else does', async () => {
  const { actor, lane } = await startProgram({
    run: [
      'sh',
      '-c',
      'stty raw -echo; trap "head -c 200000 | wc -c; exit" USR1; echo up; while :; do sleep 0.01; done',
    ],
    pty: true,
    ready: 'up',
  })
  actor.send?.(bytes('0123456789'), { times: 20_000 })
  expect(actor.busy?.()).toBe(true)
  actor.signal?.('SIGUSR1', { group: false })
  await left(lane)
  expect(lane.text()).toContain('200000')
})

test('a program that never reads what is typed can be stopped', async () => {
  const { actor } = await startProgram({
    run: ['sh', '-c', 'stty raw -echo; echo up; sleep 1000'],
    pty: true,
    ready: 'up',
  })
  actor.send?.(bytes('0123456789'), { times: 20_000 })
  expect(await actor.stop({ grace: 5000 })).toBeUndefined()
})

test('SIGINT sent to it shows no ^C', async () => {
  const { actor, lane } = await startProgram({ run: 'cat', pty: true, ready: { input: true } })
  actor.signal?.('SIGINT', { group: false })
  await left(lane)
  expect([lane.text(), exitOf(lane)?.words]).toEqual(['', 'killed by SIGINT'])
})

test('end of input is ^D, once at the beginning of a line and twice behind an unfinished one', async () => {
  for (const typed of ['line\n', 'unfinished']) {
    const { actor, lane } = await startProgram({ run: 'cat', pty: true, ready: { input: true } })
    actor.send?.(bytes(typed), { times: 1 })
    await actor.end?.()
    await left(lane)
    expect(lane.text()).toBe(typed.repeat(2))
  }
})

test('a new size reaches the program', async () => {
  const { actor, lane } = await startProgram({
    run: ['sh', '-c', 'trap "stty size; exit" WINCH; echo up; while :; do sleep 0.01; done'],
    pty: true,
    ready: 'up',
  })
  expect(actor.set?.('size', { cols: 33, rows: 7 })).toBeUndefined()
  await left(lane)
  expect(lane.text()).toBe('up\n7 33\n')
  expect(actor.set?.('size', '80x24')).toBe('a size is { cols: 80, rows: 24 }')
})

test('when its terminal goes away it gets SIGHUP', async () => {
  const { actor, lane } = await startProgram({ run: 'cat', pty: true, ready: { input: true } })
  await actor.close?.()
  await left(lane)
  expect(exitOf(lane)?.words).toBe('killed by SIGHUP')
})

test('an interactive Python: prompts are seen, its line editor’s drawing is not', async () => {
  const { actor, lane } = await startProgram({ run: 'python3 -q', pty: true, ready: { input: true } })
  actor.send?.(bytes('6 * 7\n'), { times: 1 })
  await lane.until(() => lane.text().endsWith('42\n>>> '))
  expect(lane.text()).toBe('>>> 6 * 7\n42\n>>> ')
  await actor.end?.()
  await left(lane)
  expect(exitOf(lane)?.code).toBe(0)
})

test('an interactive Node, which draws its line anew with every key', async () => {
  const { actor, lane } = await startProgram({ run: 'node -i', pty: true, ready: { input: true } })
  actor.send?.(bytes('6 * 7\n'), { times: 1 })
  await lane.until(() => lane.text().endsWith('\n42\n> '))
  expect(lane.text().split('\n').slice(-3)).toEqual(['> 6 * 7', '42', '> '])
})

test('stopping an interactive shell needs no force', async () => {
  const { actor } = await startProgram({ run: 'bash --norc -i', pty: true, ready: { input: true } })
  expect(await actor.stop({ grace: 5000 })).toBeUndefined()
})

test('what is written to it is kept as it is, with its sizes, and nothing that we have written ourselves', async () => {
  const { actor, lane } = await startProgram({
    run: ['sh', '-c', String.raw`printf '\033[31mred\033[m '; read line; printf '\033[2J%s\n' "$line"`],
    pty: { cols: 20, rows: 5 },
    ready: { input: true },
  })
  await actor.set?.('size', { cols: 30, rows: 6 })
  actor.send?.(bytes('hi\n'), { times: 1 })
  await left(lane)
  const [first, ...rest] = lane.terminals
  expect(first).toEqual({ columns: 20, rows: 5 })
  expect(rest).toContainEqual({ columns: 30, rows: 6, resized: true })
  expect(rest.filter((each) => typeof each === 'string').join('')).toBe('\x1b[31mred\x1b[m hi\r\n\x1b[2Jhi\r\n')
})
