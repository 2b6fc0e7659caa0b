import type { ScenarioResult } from '../model/result.ts'
import { outcomeOf } from '../report/summary.ts'
import { holdUses } from '../suite/claims.ts'
import { nameOf } from '../report/variant-text.ts'
import { variantOf } from '../suite/entry.ts'
import { begunWith, bugIn, type runOne } from '../suite/run-one.ts'
import { breakEach } from './break-each.ts'
import type { ShakeContext } from './context.ts'
import { differenceOf, type Differing } from './difference.ts'
import { confirm, differs, type Finding, type Suspect } from './finding.ts'
import { Observer } from './break-judge.ts'
import type { RunWires, ShakeOptions, WiresFor } from './options.ts'
import { paceOf } from './pace.ts'
import { runPlanned, type PlannedRun, type Subject } from './run-planned.ts'
import { firstFound } from './pool.ts'
import { joinedByWires } from './through-wires.ts'
import {
  cannotBeShaken,
  interruptedResult,
  passedResult,
  notDone,
  resultOf,
  skippedResult,
  withWritten,
  type About,
} from './result.ts'
import { plansOf, attemptNames } from './runs.ts'
import { unknownIn } from './unknown-stream.ts'
import { wordsOfPlan } from './words.ts'
import { writeFinding } from './write-finding.ts'

/** Runs a scenario as it is, then again and again under plans, until one of them makes it come to something else; for `runHere`. */
export const shakeOne =
  (shaking: ShakeOptions, wiresFor: WiresFor): typeof runOne =>
  async (entry, checked, options, host, publish) => {
    const named = { file: host.services.shown(entry.file), ...variantOf(entry) }
    const why = isGiven(shaking) ? undefined : checked.scenario?.notShaken
    if (why !== undefined) return skippedResult(named, checked, why)
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

/** A person has said what is done to it: even where there is a reason not to, it is done. */
const isGiven = ({ plan, run }: ShakeOptions): boolean => plan !== undefined || run !== undefined

type Announce = (what: string) => void
type Confirmed = Exclude<Finding, { kind: 'slow' }>

/** So many findings that come now and then are passed over for one that comes each time. */
const mostUnsteady = 5

async function shake(subject: Subject, shaking: ShakeOptions, announce: Announce): Promise<ScenarioResult> {
  const { signal } = subject.host
  if (subject.checked.scenario === undefined) return (await runPlanned(subject, {})).result
  announce('as it is')
  const plain = await runPlanned(subject, { kept: true })
  const {
    result,
    result: { transcript },
  } = plain
  if (outcomeOf(result) !== 'passed' || transcript === undefined || result.knownBug !== undefined) return result
  announce('as it is, through wires')
  const breaks = breaksConnections(shaking)
  let observer: Observer | undefined
  const judging = breaks ? { judge: (wires: RunWires) => (observer = new Observer(wires)) } : {}
  const control = await runPlanned(subject, { plan: { faults: [] }, ...judging })
  if (signal.aborted) return interruptedResult(result)
  const longest = Math.max(result.duration, control.result.duration)
  const context: ShakeContext = {
    run: (how) => runPlanned(subject, how),
    expected: transcript,
    patience: { search: inHundreds(300 + 4 * longest), decide: inHundreds(1000 + 8 * longest) },
    now: subject.host.now,
    over: () => signal.aborted,
    announce,
  }
  const changed = await differenceOf(control.result, transcript)
  const parts = { subject, shaking, context, control, plain: result }
  if (changed !== undefined) return changedByWires(changed, parts)
  const { streams, notLed } = control
  const unknown = unknownIn(shaking, streams)
  if (unknown !== undefined) return notDone(result, { subject, shaking, streams, notLed, runs: 0 }, unknown)
  return observer === undefined ? search(parts) : breakEach({ ...parts, afterwards: observer.afterwards })
}

/** A limit that a report names. */
const inHundreds = (milliseconds: number): number => Math.ceil(milliseconds / 100) * 100

/** What fails through wires that do nothing. */
async function changedByWires(
  changed: Differing,
  { subject, shaking, context, control, plain }: Search,
): Promise<ScenarioResult> {
  const joined = await joinedByWires(control.streams, context)
  if (context.over()) return interruptedResult(plain)
  const about = { subject, shaking, streams: control.streams, notLed: control.notLed, runs: 0 }
  if (joined === undefined) {
    // What passes now is not to blame on wires.
    const again = await differs({ faults: [] }, context, { kept: true })
    if (context.over()) return interruptedResult(plain)
    return again === undefined
      ? resultOf({ kind: 'by-itself', differing: changed }, undefined, about)
      : cannotBeShaken(again)
  }
  return reported({ kind: 'reproduced', ...joined }, undefined, about, context.patience.decide)
}

const breaksConnections = ({ faults, plan }: ShakeOptions): boolean =>
  faults !== undefined || plan?.faults.some(({ breaks }) => breaks !== undefined) === true

interface Search {
  readonly subject: Subject
  readonly shaking: ShakeOptions
  readonly context: ShakeContext
  /** The run through wires that do nothing. */
  readonly control: PlannedRun
  readonly plain: ScenarioResult
}

async function search({ subject, shaking, context, control, plain }: Search): Promise<ScenarioResult> {
  const { streams } = control
  const plans = plansOf(shaking, streams)
  const { atOnce, over } = paceOf(subject, shaking, context)
  const nameOfAttempt = attemptNames(shaking, streams)
  let done = 0
  const unsteady: { readonly finding: Confirmed; readonly run: number }[] = []
  for (const iterator = plans[Symbol.iterator](); ;) {
    const found = await firstFound(
      { [Symbol.iterator]: () => iterator },
      atOnce,
      async ({ plan, run }): Promise<(Suspect & { readonly run: number }) | undefined> => {
        context.announce(nameOfAttempt(run))
        const { result } = await context.run({ plan, patience: context.patience.search })
        const differing = context.over() ? undefined : await differenceOf(result, context.expected)
        return differing === undefined ? undefined : { plan, differing, run }
      },
      over,
    )
    done += found.done
    const about = { subject, shaking, streams, notLed: control.notLed, runs: done }
    if (context.over()) return interruptedResult(plain, about)
    if (found.found === undefined) {
      const [first] = unsteady
      return first === undefined
        ? passedResult(plain, about)
        : reported(first.finding, first.run, about, context.patience.decide)
    }
    const finding: Finding | undefined = await confirm(found.found, context, shaking.plan === undefined)
    if (finding === undefined) return interruptedResult(plain, about)
    if (finding.kind === 'slow') continue
    const { run } = found.found
    if (finding.kind !== 'unsteady' || unsteady.length === mostUnsteady)
      return reported(finding, run, about, context.patience.decide)
    // Another plan may show the same mistake each time.
    unsteady.push({ finding, run })
  }
}

/** A finding as a result, written as a scenario where that is asked for. */
async function reported(
  finding: Confirmed,
  run: number | undefined,
  about: About,
  patience: number,
): Promise<ScenarioResult> {
  const result = resultOf(finding, run, about)
  const name = finding.kind === 'reproduced' ? about.shaking.nameOfNext?.() : undefined
  if (finding.kind !== 'reproduced' || name === undefined) return result
  const { plan, differing } = finding
  const words = wordsOfPlan(plan, about.streams)
  return withWritten(result, await writeFinding(name, { plan, differing, words, patience }, about.subject))
}
