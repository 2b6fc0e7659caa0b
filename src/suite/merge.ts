import type { Problem } from '../model/problem.ts'
import type { Progress, Summary } from '../model/progress.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Blob } from '../report/blob.ts'
import { exitCodeOf } from '../report/exit-code.ts'
import { byName } from '../report/by-name.ts'
import { nameOf } from '../report/variant-text.ts'
import { missingShards } from './missing-shards.ts'
import { skippedProblem, skippedWhy } from './skipped.ts'

/** Runs as one: what a reporter would have read if one run had had all scenarios, in the order of their files. */
export function merged(blobs: readonly Blob[]): { readonly progress: readonly Progress[]; readonly summary: Summary } {
  const results = blobs.flatMap(scenariosIn).sort((one, other) => byName(one.result, other.result))
  const begun = beginning(blobs.map((blob) => blob.begun))
  const summary = summaryOf(
    blobs,
    results.map(({ result }) => result),
  )
  const between = results.flatMap(({ before, result }) => [...before, { type: 'scenario-ended' as const, result }])
  return { progress: [begun, ...between, { type: 'suite-ended', summary }], summary }
}

interface Ended {
  /** The beginning of each attempt, and its rows where they were watched. */
  readonly before: readonly Progress[]
  readonly result: ScenarioResult
}

/** What a scenario waited for is over. */
function scenariosIn({ updates }: Blob): Ended[] {
  const before = new Map<string, Progress[]>()
  const ended: Ended[] = []
  for (const update of updates) {
    if (update.type === 'scenario-begun') before.set(nameOf(update), [...(before.get(nameOf(update)) ?? []), update])
    else if (update.type === 'row') before.get(nameOf(update))?.push(update)
    else if (update.type === 'scenario-ended') {
      const { result } = update
      ended.push({ before: before.get(nameOf(result)) ?? [], result })
      before.delete(nameOf(result))
    }
  }
  return ended
}

type Begun = Blob['begun']

function beginning(all: readonly Begun[]): Begun {
  const { shard: _, expected: __, seed: ___, ...first } = all[0] as Begun
  const [earliest] = all.flatMap(({ wall }) => wall ?? []).sort()
  return {
    ...first,
    ...(earliest === undefined ? {} : { wall: earliest }),
    files: sum(all.map(({ files }) => files)),
    jobs: Math.max(...all.map(({ jobs }) => jobs)),
    ...commonSeed(all),
  }
}

/** That of shards of one random order. */
function commonSeed(all: readonly { readonly seed?: number }[]): { readonly seed?: number } {
  const seed = all[0]?.seed
  return seed !== undefined && all.every((one) => one.seed === seed) ? { seed } : {}
}

const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0)

/** The most urgent first, as `exitCodeOf` decides of one run; so what each run was allowed stays allowed. */
const urgent = [130, 70, 1, 2, 3]

function summaryOf(blobs: readonly Blob[], results: readonly ScenarioResult[]): Summary {
  const all = blobs.map(({ summary }) => summary)
  const total = (count: Exclude<keyof Summary, 'interrupted' | 'problems' | 'merged' | 'seed'>): number =>
    sum(all.map((summary) => summary[count]))
  const counts = {
    passed: total('passed'),
    knownBugs: total('knownBugs'),
    flaky: total('flaky'),
    failed: total('failed'),
    broken: total('broken'),
    skipped: total('skipped'),
    invalid: total('invalid'),
  }
  const interrupted = all.some((summary) => summary.interrupted)
  const missing = missingShards(blobs.flatMap(({ begun: { shard } }) => shard ?? []))
  const codes = [...all.map(({ exitCode }) => exitCode), exitCodeOf({ ...noVerdicts, problems: missing })]
  return {
    ...counts,
    duration: Math.max(...all.map(({ duration }) => duration)),
    ...togetherOf(all),
    ...commonSeed(all),
    interrupted,
    problems: [...problemsOf(all, results), ...missing],
    exitCode: urgent.find((code) => codes.includes(code)) ?? 0,
  }
}

/** A run that was itself merged counts as its parts. */
function togetherOf(all: readonly Summary[]): Pick<Summary, 'merged'> {
  const parts = all.map(({ duration, merged: parts = { runs: 1, duration } }) => parts)
  const runs = sum(parts.map((part) => part.runs))
  return runs === 1 ? {} : { merged: { runs, duration: sum(parts.map(({ duration }) => duration)) } }
}

const noVerdicts = { flaky: 0, failed: 0, broken: 0, invalid: 0, interrupted: false }

/** Each once; that a shard was empty concerns nobody any more, and all that was skipped is listed together. */
function problemsOf(all: readonly Summary[], results: readonly ScenarioResult[]): Problem[] {
  const found = new Map<string, Problem>()
  const skipped = results.filter(({ status }) => status === 'skipped').map(skippedWhy)
  for (const problem of all.flatMap(({ problems }) => problems)) {
    if (problem.code === 'shard-empty') continue
    if (problem.code === 'skipped') found.set('skipped', skippedProblem(skipped))
    else found.set(`${problem.code} ${problem.message}`, problem)
  }
  return [...found.values()]
}
