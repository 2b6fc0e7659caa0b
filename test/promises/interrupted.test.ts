import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { greeting } from '../cli/fake-shell.ts'
import { junitMistakes } from '../plugins/reporters/junit-schema.ts'
import { folderWith } from '../suite/temporary.ts'
import { runCli, startCli } from './cli.ts'

const slow = greeting('Slow').replace('  - exit: client', '  - wait: 30s\n  - exit: client')
const stale =
  '# Stale\n# scenarios/slow.yaml · recorded 2026-01-01 00:00:00 UTC\n# server  echo-server\n\n00:00  server | x\n'
const reports = ['junit=out/j.xml', 'json=out/j.json', 'blob=out/b.jsonl'].flatMap((one) => ['--reporter', one])

/** A suite that is interrupted when its first scenario has passed and its second one waits. */
async function interrupted(signal: NodeJS.Signals, flags: readonly string[], again?: 'again') {
  const folder = folderWith({
    'scenarios/fast.yaml': greeting('Fast'),
    'scenarios/slow.yaml': slow,
    'transcripts/slow.txt': stale,
  })
  expect(await runCli(['run', 'fast', '--no-ci'], folder)).toMatchObject({ code: 0 })
  fs.rmSync(path.join(folder, '.scenario'), { recursive: true })
  const { child, outcome } = startCli(
    ['run', '--no-ci', '-j', '1', '--reporter', 'default', ...reports, ...flags],
    folder,
  )
  child.stdout?.on('data', (text: Buffer) => {
    if (!String(text).includes('scenarios/fast.yaml')) return
    child.kill(signal)
    const more = again && setInterval(() => child.kill(signal), 1)
    child.once('exit', () => clearInterval(more))
  })
  const file = (name: string) => path.join(folder, name)
  const read = (name: string): string | undefined =>
    fs.existsSync(file(name)) ? fs.readFileSync(file(name), 'utf8') : undefined
  return { ...(await outcome), folder, read }
}

test.each([
  ['SIGINT', []],
  ['SIGINT', ['-u']],
  ['SIGTERM', ['--retries', '2']],
  ['SIGHUP', ['--repeat', '1']],
  ['SIGINT', ['--isolate']],
] as const)('%s in a suite with %j: each report is whole and says what was done', async (signal, flags) => {
  const { code, stdout, folder, read } = await interrupted(signal, flags)
  expect(code).toBe(130)
  expect(stdout).toContain('interrupted: 1 passed')
  const { scenarios } = JSON.parse(read('out/j.json') ?? '') as { scenarios: { file: string; status: string }[] }
  expect(scenarios[0]).toMatchObject({ file: 'scenarios/fast.yaml', status: 'passed' })
  expect(junitMistakes(read('out/j.xml') ?? '')).toEqual([])
  const merged = await runCli(['merge', 'out', '--reporter', 'minimal'], folder)
  expect(merged).toMatchObject({ code: 130, stdout: expect.stringContaining('1 passed') })
  // What has not run to its end teaches nothing, and changes no transcript.
  expect(read('transcripts/slow.txt')).toBe(stale)
  expect(read('.scenario/timings.json')).toBeUndefined()
  expect(read('.scenario/last-run.json')).toBeUndefined()
  expect(leftIn(folder)).toEqual([])
})

test('a terminal that closes sends SIGHUP, and its shell another one: the reports are written all the same', async () => {
  const { code, stdout, read } = await interrupted('SIGHUP', [], 'again')
  expect(code).toBe(130)
  expect(stdout).toContain('interrupted: 1 passed')
  expect(junitMistakes(read('out/j.xml') ?? '')).toEqual([])
})

test('SIGKILL leaves the transcripts, and no half of a report', async () => {
  const { signal, folder, read } = await interrupted('SIGKILL', ['-u'])
  expect(signal).toBe('SIGKILL')
  expect(read('transcripts/slow.txt')).toBe(stale)
  expect(fs.existsSync(path.join(folder, 'out'))).toBe(false)
})

/** Files under the temporary names of those that are written whole. */
const leftIn = (folder: string): readonly string[] =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tmp'))
