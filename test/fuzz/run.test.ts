import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { Scenario } from '../../src/language/scenario.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import { check, run, type Checked } from '../../src/pipeline.ts'
import { printFailure } from '../../src/report/printing.ts'
import { plain } from '../../src/text/palette.ts'
import { hostFor, runText } from '../scenarios/house.ts'
import { first, isTooLong, servicesWith, mutatedFile } from './judge.ts'
import { mutated } from './mutate.ts'
import { harmless, texts } from './shipped.ts'

/** How many mutations are run; FUZZ_LIVES raises it. */
const lives = Number(process.env['FUZZ_LIVES'] ?? 300)
/** Milliseconds; a step's is short, since most of what is expected never comes, and a scenario's is one that a busy machine meets. */
const limits = { step: 150, scenario: 5000, idle: 100, teardown: 200, line: 1 << 20, unread: 1 << 25 }
/** Milliseconds beyond the deadline for rest, audit, farewells and programs that must be killed, on a machine that is busy. */
const slack = 15_000
const together = 8

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lives-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

/** A mutation that can be run and asks for no command or host that no shipped scenario asks for. */
async function living(seed: number): Promise<{ text: string; checked: Checked; scenario: Scenario } | undefined> {
  const text = mutated(texts.filter(harmless), seed)
  if (!harmless(text)) return undefined
  const checked = await check(mutatedFile, servicesWith(text))
  return checked.scenario === undefined ? undefined : { text, checked, scenario: checked.scenario }
}

/** What is wrong with how a scenario was run, if anything; and what became of it. */
async function lived(seed: number): Promise<{ wrong?: string; status?: string }> {
  const life = await living(seed)
  if (life === undefined) return {}
  const { text, scenario } = life
  const tmpRoot = fs.mkdtempSync(path.join(folder, 'l'))
  const began = performance.now()
  try {
    const checked = { ...life.checked, scenario: { ...scenario, limits } }
    const result = await run(checked, hostFor({ tmpRoot }), servicesWith(text))
    const why = mistakeIn(result, performance.now() - began, text) ?? leftIn(tmpRoot, result)
    return why === undefined ? { status: result.status } : { wrong: `seed ${seed}: ${why}\n---\n${text}\n---` }
  } catch (error) {
    return {
      wrong: `seed ${seed}: it threw ${error instanceof Error ? error.stack : String(error)}\n---\n${text}\n---`,
    }
  } finally {
    fs.rmSync(tmpRoot, { recursive: true, force: true })
  }
}

/** Milliseconds after which a run has hung: far beyond every limit that it has. */
const hung = 120_000

/** What a run comes to; undefined for one that hangs, so that its seed is named and nobody waits for ever. */
async function ended<T>(run: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => void (timer = setTimeout(resolve, hung, undefined)))
  try {
    return await Promise.race([run, late])
  } finally {
    clearTimeout(timer)
  }
}

function mistakeIn(result: ScenarioResult, duration: number, text: string): string | undefined {
  const { status, failure } = result
  if (duration > limits.scenario + slack) return `it took ${Math.round(duration)} ms`
  if ((status === 'failed' || status === 'broken') !== (failure !== undefined)) return `${status}, and no reason why`
  if (failure === undefined) return undefined
  const printed = printFailure(failure, result.sources, plain, 100)
  if (isTooLong(`${printed}${'\n'.repeat(5)}.`)) return `a report of more than a screen: ${printed}`
  if (failure.code === 'internal-error' || failure.code === 'plugin-error') return `a bug of ours: ${printed}`
  if (failure.code === 'left-behind') return `something was left: ${printed}`
  const ours = /\[object |\bundefined\b|\bNaN\b|\n\s+at /.exec(printed)?.[0]
  // A report may well show what the author wrote.
  return ours === undefined || text.includes(ours) ? undefined : `code in a report: ${printed}`
}

function leftIn(tmpRoot: string, { kept }: ScenarioResult): string | undefined {
  const left = fs.readdirSync(tmpRoot).filter((name) => path.join(tmpRoot, name) !== kept)
  return left.length === 0 ? undefined : `left on disk: ${left.join(', ')}`
}

const resources = (): string[] =>
  process
    .getActiveResourcesInfo()
    .filter((name) => /^(?:TCP|Pipe|UDP|Process|TTY|TLS).*Wrap$/.test(name))
    .sort()

test(
  `${lives} mutations from seed ${first} on are run: no crash, nothing beyond its deadline, nothing left`,
  { timeout: 0 },
  async () => {
    // What the engine keeps for all runs, such as its reaper, is there before they are counted.
    await runText(
      'scenario: x\nactors: { p: { program: "true" } }\nsteps: [{ start: p }, { expect: { p: { exit: 0 } } }]\n',
    )
    const before = resources()
    const met: Record<string, number> = {}
    const wrong: string[] = []
    let seed = first
    let done = 0
    const work = async (): Promise<void> => {
      while (done < lives && wrong.length < 3) {
        const tried = seed++
        const { wrong: why, status } = (await ended(lived(tried))) ?? { wrong: `seed ${tried}: it has not ended` }
        if (why !== undefined) wrong.push(why)
        if (status === undefined) continue
        met[status] = (met[status] ?? 0) + 1
        done++
      }
    }
    await Promise.all(Array.from({ length: together }, work))
    expect(wrong.join('\n\n')).toBe('')
    // A handle that is closed is gone a turn later.
    await vi.waitFor(() => expect(resources()).toEqual(before), 5000)
    expect(met['passed']).toBeGreaterThan(lives / 10)
    expect(met['failed']).toBeGreaterThan(lives / 10)
  },
)
