import type { ScenarioResult } from '../model/result.ts'
import type { BreakKind, Plan, PlannedFault } from '../model/shake.ts'
import { brokenResult, crashMatrix, type Broken } from './broken-result.ts'
import { differenceOf, withFailure, type Differing } from './difference.ts'
import type { Prepared, ShakeContext } from './context.ts'
import { machineCodes } from './finding.ts'
import { becameOf, BreakJudge, type Afterwards } from './break-judge.ts'
import { chosenBreaks } from './break-plans.ts'
import { paceOf } from './pace.ts'
import { firstFound } from './pool.ts'
import { aboutOf, interruptedResult, passedResult, withWritten } from './result.ts'
import type { NumberedPlan } from './runs.ts'
import { wordsOfPlan } from './words.ts'
import { writeBroken } from './write-broken.ts'

/** A run in which something was not as it should be is run again so often; one of so many such runs, each of another mistake. */
const tries = 2
const mostConfirmed = 8
/** Milliseconds that steps have while nothing gets through: so long a program with a timer is waited for, and memory may begin to grow. */
const stopPatience = 2000

/** What is known before the first connection is broken. */
export interface Breaking extends Prepared {
  /** How the actors were at the end of the control run. */
  readonly afterwards: Afterwards
}

/** Breaks the connections of a scenario, one in each run, and says what became of its actors. */
export async function breakEach(breaking: Breaking): Promise<ScenarioResult> {
  const { subject, shaking, context, control, plain } = breaking
  const plans = chosenBreaks(shaking, control.streams)
  const { atOnce, over } = paceOf(subject, shaking, context)
  const all: Broken[] = []
  await firstFound(
    plans,
    atOnce,
    async (numbered, number) => {
      context.announce(`fault ${number} of ${plans.length}`)
      const broken = await breakOnce(numbered, breaking, false)
      // What an interruption has ended says nothing about the fault.
      if (!context.over()) all.push(broken)
      return undefined
    },
    over,
  )
  all.sort((a, b) => a.run - b.run)
  const about = aboutOf(breaking, all.length)
  const actors = breaking.afterwards.actors.map(({ name }) => name)
  const found = context.over() ? undefined : await confirmed(all, breaking)
  if (context.over()) return interruptedResult(plain, about, crashMatrix(all, actors, about))
  const result = brokenResult({ about, all, found, actors, passed: passedResult(plain, about) })
  const name = found?.wrong === undefined ? undefined : shaking.nameOfNext?.()
  if (found === undefined || name === undefined) return result
  const words = wordsOfPlan(found.plan, control.streams)
  context.announce('writing it as a scenario')
  return withWritten(
    result,
    await writeBroken(name, { broken: found, words, patience: context.patience.decide }, subject),
  )
}

async function breakOnce({ plan, run }: NumberedPlan, breaking: Breaking, decides: boolean): Promise<Broken> {
  const { context, afterwards: control } = breaking
  const { breaks, ...stream } = breakIn(plan)
  const { what } = breaks
  const expected = { control, what, stream }
  const judges: BreakJudge[] = []
  const { result } = await context.run({
    plan,
    patience: patienceFor(what, context, decides),
    kept: decides,
    judge: (wires) => {
      const one = new BreakJudge(wires, expected)
      judges.push(one)
      return one
    },
  })
  const [one] = judges as [BreakJudge]
  const { afterwards } = one
  const wrong = one.struck() ? failedIn(result) : await differenceOf(result, context.expected)
  return {
    plan,
    run,
    stream,
    breaks,
    afterwards,
    became: becameOf(afterwards, expected),
    ...(afterwards.steps.endedAt === undefined ? {} : { endedAt: afterwards.steps.endedAt }),
    ...(wrong === undefined ? {} : { wrong }),
  }
}

const breakIn = (plan: Plan): PlannedFault & Required<Pick<PlannedFault, 'breaks'>> =>
  plan.faults.find(({ breaks }) => breaks !== undefined) as PlannedFault & Required<Pick<PlannedFault, 'breaks'>>

function patienceFor(what: BreakKind, { patience }: ShakeContext, decides: boolean): number {
  const usual = decides ? patience.decide : patience.search
  return what === 'stop' ? Math.max(stopPatience, usual) : usual
}

function failedIn(result: ScenarioResult): Differing | undefined {
  if (result.status === 'passed') return undefined
  const failed = withFailure(result)
  const { code, lane = '', message } = failed.failure
  // Sizes and ports are others in each run.
  return { result: failed, key: `${code} ${lane} ${message.replace(/\d+/g, '')}` }
}

/**
 * The first of those that failed, run again with more patience. What then passes was only slow, and is
 * taken for it from then on.
 */
async function confirmed(all: Broken[], breaking: Breaking): Promise<Broken | undefined> {
  const known = new Set<string>()
  let first: Broken | undefined
  for (const [index, broken] of all.entries()) {
    const { wrong } = broken
    if (wrong === undefined || known.has(wrong.key) || known.size === mostConfirmed) continue
    const again = await repeat(broken, breaking, first === undefined)
    if (breaking.context.over()) return undefined
    if (again.wrong === undefined && machineCodes.has(wrong.result.failure.code)) all[index] = again
    else known.add(wrong.key)
    first ??= again.wrong === undefined ? undefined : again
  }
  return first ?? all.find(({ wrong }) => wrong !== undefined)
}

async function repeat(broken: Broken, breaking: Breaking, shown: boolean): Promise<Broken> {
  for (let left = tries; ; left--) {
    breaking.context.announce('tried again')
    const again = await breakOnce(broken, breaking, shown)
    if (again.wrong !== undefined || left === 1 || breaking.context.over()) return again
  }
}
