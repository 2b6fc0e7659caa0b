import type { ScenarioResult } from '../model/result.ts'
import { outcomeOf } from '../report/summary.ts'
import { holdUses } from '../suite/claims.ts'
import { nameOf } from '../report/variant-text.ts'
import { variantOf } from '../suite/entry.ts'
import { begunWith, bugIn, type runOne } from '../suite/run-one.ts'
import { breakEach } from './break-each.ts'
import { Observer } from './break-judge.ts'
import type { Prepared, ShakeContext } from './context.ts'
import { differenceOf, type Differing } from './difference.ts'
import { differs } from './finding.ts'
import type { RunWires, ShakeOptions, WiresFor } from './options.ts'
import { reported } from './reported.ts'
import { aboutOf, cannotBeShaken, interruptedResult, notDone, resultOf, skippedResult } from './result.ts'
import { runPlanned, type Subject } from './run-planned.ts'
import { search } from './search.ts'
import { joinedByWires } from './through-wires.ts'
import { unknownIn } from './unknown-stream.ts'

/** Runs a scenario as it is, then again and again under plans, until one of them makes it differ; for `runHere`. */
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
  const control = await runPlanned(subject, { plan: { faults: [] }, watched: true, ...judging })
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
  const prepared = { subject, shaking, context, control, plain: result }
  if (changed !== undefined) return changedByWires(changed, prepared)
  const unknown = unknownIn(shaking, control.streams)
  if (unknown !== undefined) return notDone(result, aboutOf(prepared, 0), unknown)
  return observer === undefined ? search(prepared) : breakEach({ ...prepared, afterwards: observer.afterwards })
}

/** A limit that a report names. */
const inHundreds = (milliseconds: number): number => Math.ceil(milliseconds / 100) * 100

/** What fails through wires that do nothing. */
async function changedByWires(changed: Differing, prepared: Prepared): Promise<ScenarioResult> {
  const { context, control, plain } = prepared
  const joined = await joinedByWires(control.streams, context)
  if (context.over()) return interruptedResult(plain)
  const about = aboutOf(prepared, 0)
  if (joined === undefined) {
    // What passes now is not to blame on wires.
    const again = await differs({ faults: [] }, context, { kept: true })
    if (context.over()) return interruptedResult(plain)
    return again === undefined
      ? resultOf({ kind: 'by-itself', differing: changed }, undefined, about)
      : cannotBeShaken(again)
  }
  return reported({ kind: 'reproduced', ...joined }, undefined, about, context)
}

const breaksConnections = ({ faults, plan }: ShakeOptions): boolean =>
  faults !== undefined || plan?.faults.some(({ breaks }) => breaks !== undefined) === true
