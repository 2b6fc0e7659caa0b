import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCli } from './cli.ts'

const rounds = Number(process.env['ROUNDS'] ?? 12)
const onLinux = existsSync('/proc/self/environ')
let folder: string
let tmp: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'killed-'))
  tmp = join(folder, 't')
  mkdirSync(tmp)
  mkdirSync(join(folder, 'scenarios'))
  writeFileSync(
    join(folder, 'scenarios/long.yaml'),
    `scenario: programs that would stay for ever
files: { note.txt: here }
actors:
  stubborn: { program: { run: [sh, -c, "trap '' TERM HUP INT; sleep 1000 & (setsid sh -c 'sleep 1000; :' ${folder} >/dev/null 2>&1 &); echo up; while :; do sleep 1000; done", ${folder}], ready: up, stop: { signal: SIGTERM, grace: 200ms } } }
  quiet: { program: { run: [node, -e, "require('net').createServer().listen('\${tmp}/s.sock'); setInterval(() => {}, 1000)", ${folder}], ready: { path: "\${tmp}/s.sock" } } }
steps:
  - start: stubborn
  - start: quiet
  - wait: 30s
`,
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Processes whose command line names this test's folder, besides the runner itself. */
function living(): number[] {
  const found: number[] = []
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8')
      if (words.includes(folder) && !words.includes('cli/main.js')) found.push(Number(name))
    } catch {
      // It ended while we looked.
    }
  }
  return found
}

/** Waits for a condition with the event loop as the clock; the deadline only ends a test that has failed already. */
async function become(condition: () => boolean): Promise<boolean> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (condition()) return true
    await new Promise((resolve) => void setTimeout(resolve, 20))
  }
  return condition()
}

test.runIf(onLinux)('killed at any moment, the runner leaves no process and no folder behind', async () => {
  for (let round = 0; round < rounds; round++) {
    const { child, outcome } = startCli(['run', 'long', '--reporter', 'minimal'], folder, { TMPDIR: tmp })
    // A different moment each time: from before the first program to when both are up.
    const moment = round % 4
    if (moment === 1) await become(() => living().length >= 1)
    else if (moment === 2) await become(() => living().length >= 3)
    else if (moment === 3) await become(() => existsSync(join(folder, '.scenario/scenarios/long.jsonl')))
    for (let turn = 0; turn < round * 7; turn++) await new Promise((resolve) => void setImmediate(resolve))
    child.kill('SIGKILL')
    expect((await outcome).signal).toBe('SIGKILL')
    expect(
      await become(() => living().length === 0),
      `left: ${living()
        .map((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
        .join(' | ')}`,
    ).toBe(true)
  }
  expect(await become(() => readdirSync(tmp).length === 0), `left: ${readdirSync(tmp).join(' ')}`).toBe(true)
})

test.runIf(onLinux)('interrupted, it takes everything down, reports, and exits 130', async () => {
  const { child, outcome } = startCli(['run', 'long', '--reporter', 'minimal'], folder)
  expect(await become(() => living().length >= 3)).toBe(true)
  child.kill('SIGINT')
  const { code } = await outcome
  expect(code).toBe(130)
  expect(living()).toEqual([])
})
