import type { Failure, ScenarioResult } from '../model/result.ts'
import type { CrashMatrix, CrashRow, Plan, PlannedFault, StreamName } from '../model/shake.ts'
import type { Differing } from './difference.ts'
import type { Afterwards } from './break-judge.ts'
import { flagsOfPlan } from './flags.ts'
import { nameOfStream } from './parts.ts'
import { commandOf, reasonOf, shakenOf, warningsOf, type About } from './result.ts'
import { excerptOf, wordsOfPlan } from './words.ts'

/** A run in which a connection was broken. */
export interface Broken extends Pick<CrashRow, 'became' | 'endedAt'> {
  readonly plan: Plan
  readonly run: number
  readonly stream: StreamName
  readonly breaks: NonNullable<PlannedFault['breaks']>
  readonly afterwards: Afterwards
  /** It was not as it should be. */
  readonly wrong?: Differing
}

interface Outcome {
  readonly about: About
  /** In the order of their numbers. */
  readonly all: readonly Broken[]
  /** The one that is reported. */
  readonly found: Broken | undefined
  readonly actors: readonly string[]
  /** The result where nothing was found. */
  readonly passed: ScenarioResult
}

/** The result of a scenario whose connections were broken. */
export function brokenResult({ about, all, found, actors, passed }: Outcome): ScenarioResult {
  const crashes = crashMatrix(all, actors, about)
  if (found?.wrong === undefined) return { ...passed, shaken: { ...shakenOf(about, {}), crashes } }
  const { result } = found.wrong
  return {
    ...result,
    status: 'failed',
    warnings: [...result.warnings, ...warningsOf(about)],
    failure: failureOf(found, found.wrong, about),
    shaken: { ...shakenOf(about, { found: found.run, plan: found.plan }), crashes },
  }
}

function failureOf({ plan }: Broken, { result: { failure } }: Differing, about: About): Failure {
  return {
    ...failure,
    code: 'fails-when-broken',
    message: `fails when ${wordsOfPlan(plan, about.streams)}`,
    why: failure.code === 'fails-when-broken' ? failure.message : reasonOf(failure),
    hint: `“${commandOf(about, flagsOfPlan(plan) ?? [])}” repeats it${about.shaking.nameOfNext === undefined ? ', and with --write NAME writes it as a scenario' : ''}`,
  }
}

/** All that was broken; what came to the same one after another stands in one row. */
export function crashMatrix(
  all: readonly Broken[],
  actors: readonly string[],
  { streams }: Pick<About, 'streams'>,
): CrashMatrix {
  const lists: Broken[][] = []
  for (const broken of all) {
    const last = lists.at(-1)
    if (last !== undefined && keyOf(last[0] as Broken) === keyOf(broken)) last.push(broken)
    else lists.push([broken])
  }
  return { actors, rows: lists.map((list) => rowOf(list as [Broken, ...Broken[]], streams)) }
}

const keyOf = ({ stream, breaks, became, endedAt, wrong }: Broken): string =>
  JSON.stringify([nameOfStream(stream), breaks.what, became, endedAt, wrong?.key])

function rowOf(list: readonly [Broken, ...Broken[]], streams: About['streams']): CrashRow {
  const [{ stream, breaks, became, endedAt, wrong }] = list
  const name = nameOfStream(stream)
  const known = streams.find((each) => nameOfStream(each) === name)
  const at = list.map((broken) => broken.breaks.at)
  return {
    runs: list.map(({ run }) => run),
    what: breaks.what,
    stream: name,
    at,
    length: known?.length ?? 0,
    excerpt: known === undefined ? '' : excerptOf(known, at),
    ...(endedAt === undefined ? {} : { endedAt }),
    became,
    ...(wrong === undefined ? {} : { wrong: wrong.result.failure.message }),
  }
}
