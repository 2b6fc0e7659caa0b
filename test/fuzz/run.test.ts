import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import type { Scenario } from '../../src/language/scenario.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import { check, type Checked } from '../../src/pipeline.ts'
import { openHandles, rowsOf, runText } from '../scenarios/house.ts'
import { first, servicesWith, mutatedFile } from './judge.ts'
import { lived } from './lived.ts'
import { mutated } from './mutate.ts'
import { product } from './products.ts'
import { harmless, texts } from './shipped.ts'

/** How many mutations are run; FUZZ_LIVES raises it. */
const lives = Number(process.env['FUZZ_LIVES'] ?? 300)
/** How many products are run, each twice; FUZZ_PRODUCTS raises it. */
const products = Number(process.env['FUZZ_PRODUCTS'] ?? 60)
const together = 8

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lives-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

interface Life {
  readonly wrong?: string
  readonly status?: string
}
type Runs = (text: string, checked: Checked, scenario: Scenario) => Promise<Life>

/** A scenario that can be run and asks for no command or host that no shipped scenario asks for; undefined for others. */
const mutation = (seed: number): string | undefined => {
  const text = mutated(texts.filter(harmless), seed)
  return harmless(text) ? text : undefined
}

const once: Runs = async (text, checked, scenario) => {
  const { wrong, result } = await lived(text, checked, scenario, folder)
  return { ...(wrong !== undefined && { wrong }), ...(result && { status: result.status }) }
}

/** Two runs that pass have the same transcript. */
const twice: Runs = async (text, checked, scenario) => {
  const one = await lived(text, checked, scenario, folder)
  const two = await lived(text, checked, scenario, folder)
  const wrong = one.wrong ?? two.wrong ?? differenceOf(text, one.result, two.result)
  return { ...(wrong !== undefined && { wrong }), ...(one.result && { status: one.result.status }) }
}

function differenceOf(
  text: string,
  one: ScenarioResult | undefined,
  two: ScenarioResult | undefined,
): string | undefined {
  if (one?.status !== 'passed' || two?.status !== 'passed') return undefined
  // A run with a known bug ends before its time, and is compared with nothing.
  if (one.knownBug !== undefined || two.knownBug !== undefined) return undefined
  // What begins TLS is random, and a server that begins none may have it printed (RFC 8446, section 4.1.2).
  const random = text.includes('starttls: c') ? /^it\S* +~ / : /^$/
  const lanes = (result: ScenarioResult): string =>
    rowsOf(result)
      .filter((row) => !random.test(row))
      .toSorted(byLane)
      .join('\n')
  return lanes(one) === lanes(two) ? undefined : `two transcripts:\n${lanes(one)}\n--- and\n${lanes(two)}`
}
/** Lanes are compared each by itself. */
const byLane = (one: string, two: string): number =>
  laneOf(one) < laneOf(two) ? -1 : laneOf(one) > laneOf(two) ? 1 : 0
const laneOf = (row: string): string => row.slice(0, row.indexOf(' '))

const resources = () => openHandles(/^(?:TCP|Pipe|UDP|Process|TTY|TLS).*Wrap$/)

/** Runs so many scenarios, several at once; how often each status was met. */
async function runAll(
  amount: number,
  textOf: (seed: number) => string | undefined,
  runs: Runs,
): Promise<Record<string, number>> {
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
    while (done < amount && wrong.length < 3) {
      const tried = seed++
      const text = textOf(tried)
      if (text === undefined) continue
      const checked = await check(mutatedFile, servicesWith(text))
      if (checked.scenario === undefined) continue
      const { wrong: why, status } = await runs(text, checked, checked.scenario)
      if (why !== undefined) wrong.push(`seed ${tried}: ${why}\n---\n${text}\n---`)
      if (status === undefined) continue
      met[status] = (met[status] ?? 0) + 1
      done++
    }
  }
  await Promise.all(Array.from({ length: together }, work))
  expect(wrong.join('\n\n')).toBe('')
  // A handle that is closed is gone a turn later.
  await vi.waitFor(() => expect(resources()).toEqual(before), 5000)
  return met
}

test(
  `${lives} mutations from seed ${first} on are run: no crash, nothing beyond its deadline, nothing left`,
  { timeout: 0 },
  async () => {
    const met = await runAll(lives, mutation, once)
    expect(met['passed']).toBeGreaterThan(lives / 10)
    expect(met['failed']).toBeGreaterThan(lives / 10)
  },
)

test(
  `${products} products of the language's rows from seed ${first} on are run twice: the same, too, and one transcript each`,
  { timeout: 0 },
  async () => {
    const met = await runAll(products, product, twice)
    expect(met['passed']).toBeGreaterThan(products / 20)
    expect(met['failed']).toBeGreaterThan(products / 20)
  },
)
