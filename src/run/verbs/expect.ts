import type { Expect, Expectation } from '../../language/expectations/read.ts'
import type { Failure } from '../../model/result.ts'
import { compileExpectation } from '../expectation/compile.ts'
import { isToCome, endpointsOf } from '../context/endpoints.ts'
import { actorOf } from '../context/actor-instance.ts'
import { touch, type RunContext, type FailureContext, type WaitContext } from '../context/run-context.ts'
import { startDeadline, timeGranted } from '../idle/deadline.ts'
import { showDuration } from '../../text/units.ts'
import { deadlineOf } from '../idle/waiting.ts'
import { eventsOf } from '../expectation/event-names.ts'
import { look } from '../expectation/look.ts'
import { impossible, type Look, type ExpectationRun } from '../expectation/expectation-run.ts'
import { failing } from '../failure/failing.ts'
import { lastChanges } from '../idle/until-idle.ts'
import { addressed } from './addressed.ts'
import { byLane, isComing, longestSilence, type Waiting } from './expect-lanes.ts'
import { expectationFailure } from './expect-failure.ts'

/**
 * `expect`: done when every expectation of the step has been met, in any order between actors and in their own order on each. Each lane
 * wakes only its own expectations.
 */
export function performExpect(
  context: RunContext,
  expects: readonly Expect[],
): Promise<Failure | undefined> | Failure | undefined {
  if (expects.some(({ target }) => isToCome(context, target))) return whenHere(context, expects)
  const outcome = meet(context, expects)
  if (outcome instanceof Promise) return outcome.then((found) => withEnds(context, found))
  return outcome === undefined ? undefined : withEnds(context, outcome)
}

async function whenHere(context: RunContext, expects: readonly Expect[]): Promise<Failure | undefined> {
  for (const { target } of expects) {
    const found = isToCome(context, target) ? await addressed(context, target, true) : undefined
    if (found !== undefined && 'failure' in found) return found.failure
  }
  return performExpect(context, expects)
}

type Met = Extract<Look, { state: 'met' }>

/** An expectation that can no longer be met. */
interface Hopeless {
  readonly waiting: Waiting
  readonly run: ExpectationRun
}

/** An actor that has ended gets the row of its end, which comes a moment after its last byte. */
async function withEnds(context: WaitContext, outcome: Failure | Hopeless | undefined): Promise<Failure | undefined> {
  if (outcome === undefined || 'code' in outcome) return outcome
  await lastChanges(context)
  const { why, code } = impossible(outcome.run)
  return expectationFailure(context, outcome.waiting.endpoint, outcome.run, code, why)
}

function meet(
  context: RunContext,
  expects: readonly Expect[],
): Promise<Failure | Hopeless | undefined> | Failure | Hopeless | undefined {
  const waits: Waiting[] = []
  for (const expect of expects) {
    for (const endpoint of endpointsOf(context, expect.target, true)) {
      for (const group of byLane(context, endpoint, expect.expectations)) {
        waits.push(group)
        touch(context, group.endpoint.lane)
        group.endpoint.lane.rows.forget()
      }
    }
  }
  let open = 0
  for (const waiting of waits) {
    const failure = advance(context, waiting)
    if (failure !== undefined) return failure
    if (waiting.index < waiting.expectations.length) open += 1
  }
  return open === 0 ? undefined : wait(context, waits, open)
}

function wait(
  context: RunContext,
  waits: readonly Waiting[],
  initiallyOpen: number,
): Promise<Failure | Hopeless | undefined> {
  return new Promise((resolve) => {
    let open = initiallyOpen
    let over = false
    const silences: NodeJS.Timeout[] = []
    const done = (failure: Failure | Hopeless | undefined) => {
      if (over) return
      over = true
      deadline.stop()
      for (const timer of silences) clearTimeout(timer)
      for (const waiting of waits) waiting.endpoint.lane.waiter = undefined
      context.listeners.delete(stopping)
      resolve(failure)
    }
    const stopping = () => {
      const failure = failureOfStop(context, waits)
      if (failure !== undefined) done(failure)
    }
    const changes = (waiting: Waiting) => {
      if (over || waiting.index >= waiting.expectations.length) return
      const failure = advance(context, waiting, silent)
      if (failure !== undefined) return done(failure)
      if (waiting.index >= waiting.expectations.length && --open === 0) done(undefined)
    }
    /** A silence begins when its turn comes: it has held when its timer is over and one more turn brought nothing. */
    const silent = (waiting: Waiting, milliseconds: number) => {
      const held = () => {
        if (over || waiting.run?.compiled.on !== 'silence') return
        const failure = advance(context, waiting)
        if (failure !== undefined) return done(failure)
        waiting.index += 1
        waiting.run = undefined
        if (waiting.index >= waiting.expectations.length && --open === 0) done(undefined)
        else changes(waiting)
      }
      silences.push(setTimeout(() => setImmediate(held), milliseconds))
    }
    for (const waiting of waits) {
      if (waiting.index >= waiting.expectations.length) continue
      waiting.endpoint.lane.waiter = () => changes(waiting)
      if (waiting.run?.compiled.on === 'silence') silent(waiting, waiting.run.compiled.milliseconds)
    }
    context.listeners.add(stopping)
    const deadline = startDeadline(context, Math.max(context.left(), longestSilence(context, waits)), {
      look: () => {
        for (const waiting of waits) changes(waiting)
        return over
      },
      late: () => done(stepTimeout(context, waits)),
      partial: (lane) => waits.some((waiting) => waiting.endpoint.lane === lane && isComing(waiting)),
    })
    stopping()
  })
}

/** The step's deadline has passed: the first expectation that is still open is late. */
function stepTimeout(context: WaitContext, waits: readonly Waiting[]): Failure {
  const late = waits.find((waiting) => waiting.index < waiting.expectations.length) as Waiting
  const why = `it did not come within ${showDuration(deadlineOf(context))}${timeGranted(context)}`
  return expectationFailure(context, late.endpoint, late.run as ExpectationRun, undefined, why)
}

/** Why the run was stopped while the step waited, if it was. */
function failureOfStop(context: WaitContext, waits: readonly Waiting[]): Failure | undefined {
  const { stopped } = context
  if (stopped?.code !== 'scenario-timeout') return stopped
  const late = waits.find((waiting) => waiting.run !== undefined)
  return late === undefined ? stopped : outOfTime(context, late, stopped)
}

/** The scenario's own limit is over: its words, with what the expectation knows. */
function outOfTime(context: WaitContext, { endpoint, run }: Waiting, { code, message, hint }: Failure): Failure {
  const moving = context.moving === undefined ? '' : `; ${context.moving}`
  const failure = expectationFailure(
    context,
    endpoint,
    run as ExpectationRun,
    code,
    `it had not come when the time was over${moving}`,
  )
  return { ...failure, message, ...(hint === undefined ? {} : { hint }) }
}

/** Looks at expectation after expectation until one is not met yet. */
function advance(
  context: RunContext,
  waiting: Waiting,
  silent?: (waiting: Waiting, milliseconds: number) => void,
): Failure | Hopeless | undefined {
  while (waiting.index < waiting.expectations.length) {
    const expectation = waiting.expectations[waiting.index] as Expectation
    if (waiting.run === undefined) {
      const compiled = compileExpectation(context, expectation, waiting.endpoint)
      if ('failure' in compiled) return compiled.failure
      waiting.run = compiled.run
      waiting.since = waiting.endpoint.lane.rows.newest
      if (compiled.run.compiled.on === 'silence') silent?.(waiting, compiled.run.compiled.milliseconds)
    }
    const answer = look(waiting.run)
    if (answer.state === 'not-yet') {
      for (const event of eventsOf(context.registry, expectation)) actorOf(waiting.endpoint)?.look?.(event)
      return undefined
    }
    if (answer.state === 'never' && answer.code === 'expectation-impossible') return { waiting, run: waiting.run }
    if (answer.state === 'never')
      return expectationFailure(context, waiting.endpoint, waiting.run, answer.code, answer.why)
    waiting.metAt = answer.at
    const early = keep(context, waiting, expectation, answer)
    if (early !== undefined) return early
    waiting.index += 1
    waiting.run = undefined
  }
  return undefined
}

/** Keeps what an expectation captured, unless its modifiers reject it. */
function keep(context: RunContext, waiting: Waiting, expectation: Expectation, answer: Met): Failure | undefined {
  const { variables } = context.names
  for (const name of Object.keys(answer.captures)) variables.set(name, answer.captures[name] as string)
  const { compiled, effect } = waiting.run as ExpectationRun
  const isBinary = compiled.on === 'bytes' && (compiled.binary === true || compiled.shows === 'bytes')
  if (effect.keptAs !== undefined)
    variables.set(effect.keptAs, isBinary ? { text: answer.text, bytes: true } : answer.text)
  return effect.rejects === undefined ? undefined : rejected(context, waiting, expectation, answer)
}

/** Time counts from the row before it on its lane: when this step began is a matter of how fast the one before it was done. */
function rejected(
  context: FailureContext,
  { endpoint, run, since = 0 }: Waiting,
  expectation: Expectation,
  answer: Met,
): Failure | undefined {
  const { compiled, effect } = run as ExpectationRun
  const elapsed = (answer.at - (context.pulse?.earliest(since) ?? since)) / 1000
  const rejection = effect.rejects?.({ text: answer.text, elapsed, lane: endpoint.lane.name })
  if (rejection === undefined) return undefined
  const { message, wanted, why } = rejection
  return failing(context, 'expectation-violated', message, {
    lane: endpoint.name,
    wanted: `${compiled.shown}, ${wanted}`,
    why,
    span: expectation.span,
  })
}
