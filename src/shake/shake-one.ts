import type { ScenarioResult } from '../model/result.ts'
import type { Plan, Stream } from '../model/shake.ts'
import { outcomeOf } from '../report/summary.ts'
import { claimsOf, holdUses } from '../suite/claims.ts'
import { nameOf } from '../report/variant-text.ts'
import { variantOf } from '../suite/entry.ts'
import { begunWith, bugIn, type runOne } from '../suite/run-one.ts'
import { differenceOf } from './difference.ts'
import { confirm, type Finding, type Judge, type Suspect } from './finding.ts'
import type { ShakeOptions, WiresFor } from './options.ts'
import { planOfRun, plansOfEveryByte } from './plans.ts'
import { play, type Played, type Subject } from './play.ts'
import { firstFound } from './pool.ts'
import { cannotBeShaken, interruptedResult, passedResult, resultOf } from './result.ts'

/** Runs a scenario as it is, then again and again under plans, until one of them makes it come to something else; for `runHere`. */
export const shakeOne =
  (shaking: ShakeOptions, wiresFor: WiresFor): typeof runOne =>
  async (entry, checked, options, host, publish) => {
    const named = { file: host.services.shown(entry.file), ...variantOf(entry) }
    let release: (() => void) | undefined
    try {
      release = await holdUses(checked, host.signal, {
        self: { file: nameOf(named), folder: host.cwd },
        waits: (inUse) => publish({ type: 'in-use', ...named, ...(inUse !== undefined && { inUse }) }),
      })
      const subject = { entry, checked, options, host, wiresFor }
      const began = host.now()
      const result = await shake(subject, shaking, (what) => publish(begunWith(checked, named, what)))
      return { ...result, ...variantOf(entry), duration: host.now() - began }
    } catch (thrown) {
      return bugIn(named, checked, thrown)
    } finally {
      release?.()
    }
  }

type Tell = (what: string) => void

async function shake(subject: Subject, shaking: ShakeOptions, tell: Tell): Promise<ScenarioResult> {
  const { signal } = subject.host
  if (subject.checked.scenario === undefined) return (await play(subject, {})).result
  tell('as it is')
  const plain = await play(subject, { kept: true })
  const {
    result,
    result: { transcript },
  } = plain
  if (outcomeOf(result) !== 'passed' || transcript === undefined || result.knownBug !== undefined) return result
  tell('as it is, through wires')
  const calm = await play(subject, { plan: { faults: [] } })
  if (signal.aborted) return interruptedResult(result)
  const changed = await differenceOf(calm.result, transcript)
  if (changed !== undefined) return cannotBeShaken(changed)
  const longest = Math.max(result.duration, calm.result.duration)
  const judge: Judge = {
    play: (how) => play(subject, how),
    expected: transcript,
    patience: { search: 400 + 6 * longest, decide: 1500 + 15 * longest },
    now: subject.host.now,
    over: () => signal.aborted,
    tell,
  }
  return search({ subject, shaking, judge, calm, plain: result })
}

interface Search {
  readonly subject: Subject
  readonly shaking: ShakeOptions
  readonly judge: Judge
  /** The run through wires that do nothing. */
  readonly calm: Played
  readonly plain: ScenarioResult
}

async function search({ subject, shaking, judge, calm, plain }: Search): Promise<ScenarioResult> {
  const { streams } = calm
  const plans = plansOf(shaking, streams)
  const until = shaking.time === undefined ? Infinity : judge.now() + shaking.time
  const atOnce = claimsOf(subject.checked).length === 0 ? shaking.jobs : 1
  const told = toldFor(shaking, streams)
  let done = 0
  for (const iterator = plans[Symbol.iterator](); ;) {
    const found = await firstFound(
      { [Symbol.iterator]: () => iterator },
      atOnce,
      async ({ plan, run }): Promise<(Suspect & { readonly run: number }) | undefined> => {
        judge.tell(told(run))
        const { result } = await judge.play({ plan, patience: judge.patience.search })
        const differing = judge.over() ? undefined : await differenceOf(result, judge.expected)
        return differing === undefined ? undefined : { plan, differing, run }
      },
      () => judge.over() || judge.now() > until,
    )
    done += found.done
    if (judge.over()) return interruptedResult(plain)
    const about = { subject, shaking, streams, notLed: calm.notLed, runs: done }
    if (found.found === undefined) return passedResult(plain, about)
    const finding: Finding | undefined = await confirm(found.found, judge, shaking.plan === undefined)
    if (finding === undefined) return interruptedResult(plain)
    if (finding.kind !== 'slow') return resultOf(finding, found.found.run, about)
  }
}

/** A plan, and the run of the seed that it is of. */
interface Numbered {
  readonly plan: Plan
  readonly run: number
}

function* plansOf(
  { seed, runs, run: only, plan, everyByte }: ShakeOptions,
  streams: readonly Stream[],
): Generator<Numbered> {
  if (plan !== undefined) yield { plan, run: 1 }
  else if (only !== undefined) yield { plan: planOfRun(seed, only, streams), run: only }
  else if (everyByte === true) {
    let run = 0
    for (const each of plansOfEveryByte(streams)) yield { plan: each, run: ++run }
  } else for (let run = 1; run <= runs; run++) yield { plan: planOfRun(seed, run, streams), run }
}

/** `run 37 of 200, seed 42`. */
function toldFor(
  { seed, runs, run, plan, everyByte, time }: ShakeOptions,
  streams: readonly Stream[],
): (run: number) => string {
  if (plan !== undefined) return () => 'as given'
  if (run !== undefined) return () => `run ${run}, seed ${seed}`
  if (everyByte === true) {
    const all = streams.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0)
    return (number) => `cut ${number} of ${all}`
  }
  return (number) => `run ${number}${time === undefined || runs < Infinity ? ` of ${runs}` : ''}, seed ${seed}`
}
