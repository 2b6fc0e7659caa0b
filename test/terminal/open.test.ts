import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { leftIn, onTerminal, type Desk } from './pty.ts'

const peer = path.resolve(import.meta.dirname, '../peers/terminal.mjs')
const asBefore = { cursor: true, paste: false, alternate: false }

/** The peer in a shell that says how it ended, and whether the terminal is as it was. */
async function started(mode = ''): Promise<Desk> {
  const script = `before=$(stty -g); '${process.execPath}' '${peer}' ${mode}; echo "code $?"; test "$(stty -g)" = "$before" && echo restored`
  const desk = onTerminal('sh', ['-c', script])
  await desk.shows('80 by 24')
  return desk
}
/** The process that the shell waits for. */
const peerOf = ({ pid }: Desk): number => Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8'))

test('keys come one by one, and what is printed stands above the frame', async () => {
  const desk = await started()
  desk.type('\u001b[A')
  await desk.shows('key up')
  desk.type('é')
  await desk.shows('key é é')
  desk.type('\u001b')
  await desk.shows('key escape')
  expect(desk.lines().filter((line) => line !== '')).toEqual(['key up', 'key é é', 'key escape', 'frame', '80 by 24'])
  desk.type('q')
  await desk.exit
})

test('it is given back when it is closed', async () => {
  const desk = await started()
  desk.type('q')
  await desk.shows('restored')
  expect(desk.lines().filter((line) => line !== '')).toEqual(['closed', 'code 0', 'restored'])
  expect(leftIn(desk.written())).toEqual(asBefore)
})

test('a whole screen is given back with what was there before, and then what was printed', async () => {
  const desk = await started('full')
  desk.type('a')
  desk.type('q')
  await desk.shows('restored')
  expect(desk.lines().filter((line) => line !== '')).toEqual(['key a a', 'closed', 'code 0', 'restored'])
  expect(leftIn(desk.written())).toEqual(asBefore)
})

test.each([
  ['an error that nobody caught', 'e', 'code 70'],
  ['an end without closing it', 'x', 'code 3'],
])('it is given back after %s', async (_, key, code) => {
  const desk = await started()
  desk.type(key)
  await desk.shows('restored')
  expect(desk.lines()).toContain(code)
  expect(leftIn(desk.written())).toEqual(asBefore)
})

test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('it is given back after %s', async (signal) => {
  const desk = await started()
  process.kill(peerOf(desk), signal)
  await desk.shows('restored')
  expect(desk.lines().filter((line) => line !== '')).toEqual(['interrupted', 'code 130', 'restored'])
  expect(leftIn(desk.written())).toEqual(asBefore)
})

test('Ctrl-C is the signal where nobody listens to keys', async () => {
  const desk = await started('deaf')
  desk.type('\u0003')
  await desk.shows('restored')
  expect(desk.lines()).toContain('interrupted')
})

test('somebody else gets it as it was, and it comes back', async () => {
  const desk = await started()
  desk.type('l')
  await desk.until(
    (lines) => lines.some((line) => /(?:^| )icanon/.test(line)) && lines.filter((l) => l === 'frame').length === 1,
  )
  expect(desk.lines().join(' ')).toMatch(/(?:^| )echo /)
  desk.type('a')
  await desk.shows('key a')
})

test('Ctrl-Z gives it to the shell, and it is drawn again when the program goes on', async () => {
  const desk = onTerminal('sh', ['-im'])
  await desk.shows('$')
  desk.type(`'${process.execPath}' '${peer}'\r`)
  await desk.shows('80 by 24')
  desk.type('\u001a')
  await desk.shows(/Stopped|Suspended/)
  expect(leftIn(desk.written())).toEqual(asBefore)
  desk.type('stty -a | tr ";" "\\n"\r')
  await desk.shows(/(?:^| )icanon/)
  desk.type('fg\r')
  await desk.until((lines) => lines.filter((line) => line === '80 by 24').length === 1)
  desk.type('a')
  await desk.shows('key a')
  desk.type('q')
  await desk.shows('closed')
})

test('a program that nobody could continue goes on after Ctrl-Z', async () => {
  const desk = onTerminal(process.execPath, [peer])
  await desk.shows('80 by 24')
  desk.type('\u001aa')
  await desk.shows('key a')
})

test('another size is drawn', async () => {
  const desk = await started()
  desk.resize(50, 10)
  await desk.shows('50 by 10')
  expect(desk.lines().filter((line) => line !== '')).toEqual(['frame', '50 by 10'])
})
