import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { builtProgram } from '../cli/built.ts'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'
import { onTerminal } from '../terminal/pty.ts'

const main = builtProgram()

test('a scenario’s last run is played to its end, row by row and step by step', async () => {
  const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello') })
  expect((await scenario(folder, ['run'])).code).toBe(0)
  const desk = onTerminal(process.execPath, [main, 'play', 'hello', '--speed', '64'], { cwd: folder })
  await desk.shows('the end')
  await desk.shows('Hello client!')
  await desk.shows('9 │   - exit: client')
  desk.type('\u001b[H')
  await desk.shows('row 0 of')
  await desk.shows('6 │   - start: server')
  expect(desk.lines().join('\n')).not.toContain('Hello client!')
  desk.type('\u001b[C')
  await desk.shows('row 1 of')
  desk.type('\u001b[D')
  await desk.shows('row 0 of')
  desk.type('s')
  await desk.shows(/row [1-9] of .* paused/)
  desk.type('g9')
  await desk.shows('go to (seconds, or 1:02.5): 9')
  desk.type('\r')
  await desk.shows('the end')
  desk.type('q')
  expect(await desk.exit).toMatchObject({ exitCode: 0 })
})

test('--lanes chooses lanes, and their order', async () => {
  const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello') })
  await scenario(folder, ['run'])
  for (const named of ['hello', 'transcripts/hello.txt']) {
    const desk = onTerminal(process.execPath, [main, 'play', named, '--lanes', 'client'], { cwd: folder })
    await desk.shows('the end')
    await desk.shows('Hello client!')
    expect(desk.lines().join('\n')).not.toContain('client connected')
    desk.type('q')
    expect(await desk.exit).toMatchObject({ exitCode: 0 })
  }
})

test('a transcript is played without steps', async () => {
  const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello') })
  await scenario(folder, ['run'])
  const desk = onTerminal(process.execPath, [main, 'play', 'transcripts/hello.txt'], { cwd: folder })
  await desk.shows('the end')
  desk.type('\u0003')
  expect(await desk.exit).toMatchObject({ exitCode: 0 })
})

test.each([
  [['hello'], 'needs a terminal'],
  [['hello', '--idle', 'soon'], '--idle “soon” is not a duration'],
  [['hello', '--speed', '0'], '--speed 0 is not more than 0'],
  [['nothing'], '“nothing”'],
  [['hello', '--lanes', 'clint'], 'did you mean “client”?'],
  [['hello', '--lanes', 'client', '--live'], '--lanes cannot be used with --live'],
])('%j is a wrong call without a terminal', async (argv, why) => {
  const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello') })
  await scenario(folder, ['run'])
  expect(fs.existsSync(path.join(folder, 'transcripts/hello.txt'))).toBe(true)
  const said = await scenario(folder, ['play', ...argv])
  expect(said).toMatchObject({ code: 2, out: '' })
  expect(said.err).toContain(why)
})
