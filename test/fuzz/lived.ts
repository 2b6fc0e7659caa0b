import fs from 'node:fs'
import path from 'node:path'
import type { Scenario } from '../../src/language/scenario.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import { run, type Checked } from '../../src/pipeline.ts'
import { printFailure } from '../../src/report/printing.ts'
import { plain } from '../../src/text/palette.ts'
import { hostFor } from '../scenarios/house.ts'
import { isTooLong, servicesWith } from './judge.ts'

/** Milliseconds; a step's is short, since most of what is expected never comes, and a scenario's is one that a busy machine meets. */
const limits = { step: 150, scenario: 5000, idle: 100, teardown: 200, line: 1 << 20, unread: 1 << 25 }
/** Milliseconds beyond the deadline for idle, final checks, teardown and programs that must be killed, on a machine that is busy. */
const slack = 15_000
/** Milliseconds after which a run has hung: far beyond every limit that it has. */
const hung = 120_000

export interface Lived {
  /** What is wrong with how it was run. */
  readonly wrong?: string
  readonly result?: ScenarioResult
}

/** Runs a scenario in a folder of its own below another: no throw, no hang, no bug of ours in the report, nothing left. */
export async function lived(text: string, checked: Checked, scenario: Scenario, below: string): Promise<Lived> {
  const tmpRoot = fs.mkdtempSync(path.join(below, 'l'))
  const began = performance.now()
  try {
    const limited = { ...checked, scenario: { ...scenario, limits } }
    const result = await ended(run(limited, hostFor({ tmpRoot }), servicesWith(text)))
    if (result === undefined) return { wrong: 'it has not ended' }
    const wrong = mistakeIn(result, performance.now() - began, text) ?? leftIn(tmpRoot, result)
    return wrong === undefined ? { result } : { wrong, result }
  } catch (error) {
    return { wrong: `it threw ${error instanceof Error ? error.stack : String(error)}` }
  } finally {
    fs.rmSync(tmpRoot, { recursive: true, force: true })
  }
}

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
  const failed = status === 'failed' || status === 'broken'
  if (failed && failure === undefined) return `${status}, and no reason why`
  if (failure === undefined) return undefined
  // A known bug is reported, too.
  if (!failed && !/fails:|known-bug:/.test(text)) return `${status}, and a reason why not`
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
