import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { commandOf, processIds } from '../../src/kernel/proc.ts'
import { folderWith } from '../suite/temporary.ts'
import { onTerminal, type Desk } from '../terminal/pty.ts'
import { builtProgram } from '../cli/built.ts'

const main = builtProgram()

const asks = 'echo ready; while read line; do echo "got $line"; done'

/** Records a shell's line at a terminal whose shell outlives it, and keeps how it ended. `$0` of the line is the folder. */
function recording(line: string, cwd = folderWith({})): Desk & { readonly cwd: string; ended(): Promise<string> } {
  const outlives = `trap : HUP; "$@"; echo $? > code`
  const words = [process.execPath, main, 'record', 'talk', '--', 'sh', '-c', line, cwd]
  const desk = onTerminal('sh', ['-c', outlives, 'sh', ...words], { cwd })
  return {
    ...desk,
    cwd,
    async ended() {
      await desk.exit
      return readFileSync(path.join(cwd, 'code'), 'utf8').trim()
    },
  }
}

/** Processes that have the folder in their command. */
const left = (cwd: string): readonly string[] =>
  (processIds() ?? []).flatMap((pid) => commandOf(pid) ?? []).filter((command) => command.includes(cwd))

const scenarioIn = (cwd: string): string => readFileSync(path.join(cwd, 'scenarios/talk.yaml'), 'utf8')
const hasSession = (cwd: string): boolean => existsSync(path.join(cwd, '.scenario/scenarios/talk.session.jsonl'))

test.each<[string, (desk: Desk) => Promise<void>]>([
  ['while a program waits', async () => {}],
  ['while a line is typed', async (desk) => desk.type('tw')],
  [
    'while the menu is open',
    async (desk) => {
      desk.type('\u0007')
      await desk.shows('q finish')
    },
  ],
  [
    'while a note is typed',
    async (desk) => {
      desk.type('\u0007ta no')
      await desk.shows('note: a no_')
    },
  ],
])('a terminal that is closed %s: what was recorded is written and proved', async (_, before) => {
  const desk = recording(asks)
  await desk.shows('ready')
  desk.type('one\r')
  await desk.shows('got one')
  await before(desk)
  desk.hangUp()
  expect(await desk.ended()).toBe('0')
  expect(scenarioIn(desk.cwd)).toContain('got one')
  expect(hasSession(desk.cwd)).toBe(true)
  expect(left(desk.cwd)).toEqual([])
})

test('a terminal that is closed while a program floods it', async () => {
  const desk = recording('while :; do echo "more and more"; done')
  await desk.shows('more and more')
  desk.hangUp()
  expect(await desk.ended()).toMatch(/^[01]$/)
  expect(scenarioIn(desk.cwd)).toContain('start: sh')
  expect(left(desk.cwd)).toEqual([])
})

test('a terminal that is closed before the first program is there', async () => {
  const desk = recording('echo ready; read line')
  await desk.until((_, written) => written.includes('\u001b[?1049h'))
  desk.hangUp()
  await desk.ended()
  expect(left(desk.cwd)).toEqual([])
})

test('a terminal that is closed while it is proved', async () => {
  const desk = recording('echo ready; read line; sleep 0.5; echo "got $line"')
  await desk.shows('ready')
  desk.type('one\r')
  await desk.shows('recorded scenarios/talk.yaml')
  desk.hangUp()
  await desk.ended()
  expect(scenarioIn(desk.cwd)).toContain('got one')
  expect(left(desk.cwd)).toEqual([])
})

test('SIGHUP twice, from a terminal and its shell', async () => {
  const desk = recording(asks)
  await desk.shows('ready')
  desk.type('one\r')
  await desk.shows('got one')
  const [recorder] = (processIds() ?? []).filter(
    (pid) => commandOf(pid)?.startsWith(process.execPath) === true && commandOf(pid)?.includes(desk.cwd) === true,
  )
  for (let times = 0; times < 2; times++) process.kill(recorder as number, 'SIGHUP')
  expect(await desk.ended()).toBe('0')
  expect(scenarioIn(desk.cwd)).toContain('got one')
})
