import type { Expectation } from '../../language/expectations/read.ts'
import type { Failure } from '../../model/result.ts'
import { actorOf } from '../context/actor-instance.ts'
import type { RunContext } from '../context/run-context.ts'
import { compileExpectation } from '../expectation/compile.ts'
import { eventsOf } from '../expectation/event-names.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import { look } from '../expectation/look.ts'
import { quietTime } from '../expectation/absence.ts'
import { expectationFailure } from './expect-failure.ts'
import { keep } from './expect-keep.ts'
import { earlyOne, mayCome, noLonger, taken } from './expect-open.ts'
import type { Waiting } from './expect-lanes.ts'
import { passedOver, passIgnored, watchAbsence, watchFurther } from './expect-watches.ts'

/** An expectation that can no longer be met. */
export interface Hopeless {
  readonly waiting: Waiting
  readonly run: ExpectationRun
}

export interface Quiets {
  /** Starts the timer of an expectation that wants that something does not come for so many milliseconds. */
  quiet(waiting: Waiting, run: ExpectationRun, milliseconds: number): void
}

/** Looks at expectation after expectation until one is not met yet. */
export function advance(context: RunContext, waiting: Waiting, quiets?: Quiets): Failure | Hopeless | undefined {
  while (waiting.index < waiting.expectations.length) {
    const failure = begin(context, waiting, quiets)
    if (failure !== undefined) return failure
    // One that need not come, and one that only watches, are begun and done.
    const { run } = waiting
    if (run === undefined) continue
    const outcome = lookOnce(context, waiting, run)
    if (outcome !== 'met') return outcome
  }
  return undefined
}

/** Looks for the present expectation, and for those before it that may come still; undefined while none is met. */
function lookOnce(context: RunContext, waiting: Waiting, run: ExpectationRun): Failure | Hopeless | undefined | 'met' {
  const early = waiting.open.length === 0 ? undefined : earlyOne(waiting, run)
  const of = early?.run ?? run
  const { watches } = waiting
  if (of.effect.immediate === true) passIgnored(waiting, of.compiled)
  const answer = look(of)
  const passed = watches.length === 0 ? undefined : passedOver(context, waiting)
  if (passed !== undefined) return passed
  if (answer.state === 'not-yet') {
    askActor(context, waiting, run)
    return undefined
  }
  if (answer.state === 'never') {
    if (answer.code === 'expectation-impossible') return { waiting, run: of }
    return expectationFailure(context, waiting.endpoint, of, answer.code, answer.why)
  }
  const rejection = keep(context, waiting, of, answer)
  if (rejection !== undefined) return rejection
  if (early === undefined) {
    done(waiting, run)
    return 'met'
  }
  // What must be quiet begins anew behind what was allowed to come.
  if (quietTime(run) !== undefined) waiting.run = undefined
  return taken(context, waiting, early) ?? 'met'
}

/** Some things are seen only by looking: that a program waits for input, and what its screen shows. */
function askActor(
  { registry }: RunContext,
  { endpoint }: Waiting,
  { expectation, compiled, seen }: ExpectationRun,
): void {
  const actor = actorOf(endpoint)
  for (const event of eventsOf(registry, expectation)) actor?.look?.(event)
  if (compiled.on === 'screen' || (compiled.on === 'choice' && compiled.options.some(({ on }) => on === 'screen')))
    actor?.watchScreen?.(seen)
}

/** Makes the next expectation ready, unless it is being waited for. */
function begin(context: RunContext, waiting: Waiting, quiets: Quiets | undefined): Failure | undefined {
  if (waiting.run !== undefined) return undefined
  const expectation = waiting.expectations[waiting.index] as Expectation
  const compiled = compileExpectation(context, expectation, waiting.endpoint)
  if ('failure' in compiled) return compiled.failure
  const { run } = compiled
  if (run.compiled.on === 'absence' && run.compiled.milliseconds === undefined) {
    watchAbsence(waiting, run, run.compiled)
    waiting.index += 1
    return undefined
  }
  if (run.effect.optional === true) {
    mayCome(context, waiting, run)
    waiting.index += 1
    return undefined
  }
  run.passes = run.effect.passesOthers === true && waiting.came + 1 < (run.effect.count ?? 1)
  run.came = waiting.came
  waiting.run = run
  waiting.since = waiting.endpoint.lane.rows.newest
  const milliseconds = quietTime(run)
  if (milliseconds !== undefined) quiets?.quiet(waiting, run, milliseconds)
  return undefined
}

/** One more has come of what is expected now; the next expectation begins when they are enough. */
function done(waiting: Waiting, run: ExpectationRun): void {
  waiting.came += 1
  waiting.run = undefined
  noLonger(waiting)
  const { count = 1, noFurther, further } = run.effect
  if (waiting.came < count) return
  if (noFurther === true || (run.compiled.on === 'sequence' && run.compiled.exact === true))
    watchFurther(waiting, run, count)
  if (further === true) waiting.open.push({ run, again: true })
  waiting.came = 0
  waiting.index += 1
}
