import { existsSync, readFileSync, watch } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { commandOf, processIds } from '../../src/kernel/proc.ts'
import { folderWith } from '../suite/temporary.ts'
import { onTerminal, type Desk } from '../terminal/pty.ts'
import { builtProgram } from '../cli/built.ts'

const main = builtProgram()

const asks = 'echo ready; while read line; do echo "got $line"; done'

/**
 * Records a shell's line at a terminal, and keeps how it ended. The shell of a terminal that is closed dies, so that its job gets SIGHUP;
 * of one that `stays` the job sees only that its terminal is gone. `$0` of the line is the folder.
 */
function recording(
  line: string,
  shell: 'dies' | 'stays' = 'dies',
): Desk & { readonly cwd: string; ended(): Promise<string> } {
  const cwd = folderWith({})
  const job = 'trap : HUP; "$@"; echo $? > code'
  const words = [process.execPath, main, 'record', 'talk', '--', 'sh', '-c', line, cwd]
  const dies = ['-c', 'sh -c "$0" sh "$@"; true', job]
  const desk = onTerminal('sh', [...(shell === 'dies' ? dies : ['-c', job, 'sh']), ...words], { cwd })
  const code = () => (existsSync(path.join(cwd, 'code')) ? readFileSync(path.join(cwd, 'code'), 'utf8').trim() : '')
  const ended = new Promise<string>((resolve) => {
    const watcher = watch(cwd, () => code() !== '' && resolve(code()))
    onTestFinished(() => watcher.close())
  })
  return { ...desk, cwd, ended: () => ended }
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
])('a terminal that is closed %s: what was recorded is written, and nothing goes on', async (_, before) => {
  const desk = recording(asks)
  await desk.shows('ready')
  desk.type('one\r')
  await desk.shows('got one')
  await before(desk)
  desk.hangUp()
  expect(await desk.ended()).toBe('130')
  expect(scenarioIn(desk.cwd)).toContain('got one')
  expect(hasSession(desk.cwd)).toBe(true)
  await expect.poll(() => left(desk.cwd), { timeout: 20_000 }).toEqual([])
})

test('a terminal that is closed while a program floods it', async () => {
  const desk = recording('while :; do echo "more and more"; done')
  await desk.shows('more and more')
  desk.hangUp()
  expect(await desk.ended()).toBe('130')
  expect(scenarioIn(desk.cwd)).toContain('start: sh')
  await expect.poll(() => left(desk.cwd), { timeout: 20_000 }).toEqual([])
})

test('a terminal that is closed before the first program is there', async () => {
  const desk = recording('echo ready; read line')
  await desk.until((_, written) => written.includes('\u001b[?1049h'))
  desk.hangUp()
  await desk.ended()
  await expect.poll(() => left(desk.cwd), { timeout: 20_000 }).toEqual([])
})

test('a terminal that is closed while it is proved', async () => {
  // No run of it ends before it is closed.
  const desk = recording(
    'echo ready; read line; echo "got $line"; test -e proving || { touch proving; exit; }; sleep 1000',
  )
  await desk.shows('ready')
  desk.type('one\r')
  await desk.shows('proving it, run 1')
  desk.hangUp()
  expect(await desk.ended()).toBe('130')
  expect(scenarioIn(desk.cwd)).toContain('got one')
  await expect.poll(() => left(desk.cwd), { timeout: 20_000 }).toEqual([])
})

test('a terminal that is closed, of a shell that stays', async () => {
  const desk = recording(asks, 'stays')
  await desk.shows('ready')
  desk.type('one\r')
  await desk.shows('got one')
  desk.hangUp()
  expect(await desk.ended()).toBe('130')
  expect(scenarioIn(desk.cwd)).toContain('got one')
  await expect.poll(() => left(desk.cwd), { timeout: 20_000 }).toEqual([])
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
  expect(await desk.ended()).toBe('130')
  expect(scenarioIn(desk.cwd)).toContain('got one')
})
