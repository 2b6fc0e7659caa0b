import type { WaitingStep } from '../model/progress.ts'
import type { Failure } from '../model/result.ts'
import type { Step } from '../language/scenario.ts'
import { traitsOf, writtenVerb } from '../language/steps/traits.ts'
import { failing, failingWith } from './failure/failing.ts'
import { isProblemError, mainFailure } from './guard/plugin-error.ts'
import type { ActorInstance } from './context/actor-instance.ts'
import { NotText, UnknownName } from './context/scope.ts'
import {
  flush,
  record,
  type RunContext,
  type StepPosition,
  type RunTime,
  type RunSetup,
  type GuardContext,
} from './context/run-context.ts'
import { hasLate, serversOfLatest, withConnections } from './context/late-targets.ts'
import { perform } from './verbs/index.ts'
import type { Outcome } from './verbs/perform.ts'
import { mayHaveNewer, newestKnown } from './idle/newest-connection.ts'
import { deadlineOf } from './idle/waiting.ts'

/** Steps that needed no waiting run on without a turn of the event loop; so many at most. */
const withoutTurn = 512

/**
 * Plays the steps strictly one after another; the first failure ends the scenario. They are played again as long as `again` answers
 * true: rounds of a repeat need no call and no promise of their own.
 */
export async function runSteps(
  context: RunContext,
  steps: readonly Step[],
  again?: () => boolean,
): Promise<Failure | undefined> {
  for (let index = 0; ; index++) {
    if (index === steps.length) {
      if (index === 0 || again?.() !== true) return undefined
      index = 0
    }
    const step = steps[index] as Step
    if (context.host.beforeStep !== undefined) await asked(context, step)
    if (context.stopped !== undefined) return context.stopped
    const outcome = attempt(context, step)
    let failure: Failure | undefined
    if (outcome instanceof Promise) {
      context.host.waits?.(waitingStep(context, step))
      try {
        failure = await outcome
      } catch (error) {
        failure = thrown(context, error)
      }
      context.host.waits?.(undefined)
    } else {
      failure = outcome
      // Counted over all levels of repeats, or a short one within a long one would never let the event loop turn.
      context.hasty += 1
      if (context.hasty >= withoutTurn) {
        context.hasty = 0
        await new Promise((resolve) => void setImmediate(resolve))
      }
    }
    flushTouched(context)
    if (failure !== undefined) return endedBy(context, step, failure)
    if (step['known-bug'] !== undefined) context.doneBugs.add(step)
  }
}

function flushTouched(context: RunContext): void {
  if (context.touched.size === 0) return
  flush(context, context.touched, context.stepIndex)
  context.touched.clear()
}

type MaybeFailure = Failure | undefined

/** A person may try other steps before the failure ends the scenario. */
function endedBy(context: RunContext, step: Step, failure: Failure): MaybeFailure | Promise<MaybeFailure> {
  if (context.host.beforeStep === undefined) return mainFailure(context, failure)
  return asked(context, step, failure).then(() => mainFailure(context, failure))
}

/** Waits for a person, and does the steps that the person wants before this one. Their failures are the person's to see. */
async function asked(context: RunContext, step: Step, failed?: Failure): Promise<void> {
  let failure = failed
  while (context.stopped === undefined) {
    const other = await context.host.beforeStep?.(step, failure)
    if (other === undefined) return
    failure = await runSteps(context, [other])
  }
}

/** Steps around others do not wait themselves. */
function waitingStep(context: StepPosition & RunTime & RunSetup, step: Step): WaitingStep | undefined {
  if (traitsOf(step.verb).holdsSteps === true) return undefined
  const { source, sources } = context.scenario
  const text = (sources.get(step.span.file) ?? source).text
  const written = text.slice(step.span.start, step.span.end).split('\n')[0] ?? ''
  return { line: context.lineOf(step.span), written, at: context.stepBegan, limit: deadlineOf(context) }
}

function attempt(context: RunContext, step: Step): Outcome {
  // Steps that only look, or arrange others, cause nothing.
  if (context.step !== undefined && traitsOf(context.step.verb).does === 'acts') context.actedAt = context.stepBegan
  context.step = step
  context.stepBegan = context.clock.micros()
  context.granted = 0
  context.moving = undefined
  context.starvation = { asked: context.stepBegan, given: 0 }
  if (traitsOf(step.verb).holdsSteps !== true) {
    context.stepIndex += 1
    context.places.push(step.span)
    record(context, {
      type: 'step',
      at: context.stepBegan,
      index: context.stepIndex,
      line: context.lineOf(step.span),
      verb: writtenVerb(step),
      ...fileOf(context, step),
    })
  }
  try {
    return hasLate(step) ? performLate(context, step) : perform(context, step, runSteps)
  } catch (error) {
    return thrown(context, error)
  }
}

/** Of a step that is included. */
function fileOf({ scenario: { source, sources } }: RunContext, { span }: Step): { readonly file?: string } {
  const of = span.file === source.file ? undefined : sources.get(span.file)
  return of === undefined ? {} : { file: of.shown }
}

function performLate(context: RunContext, step: Step): Outcome {
  const servers = serversOfLatest(context, step).filter((server) => mayHaveNewer(context, server))
  return servers.length > 0 ? performWhenKnown(context, step, servers) : performNow(context, step)
}

const performNow = (context: RunContext, step: Step): Outcome =>
  perform(context, withConnections(context, step), runSteps)

async function performWhenKnown(
  context: RunContext,
  step: Step,
  servers: readonly ActorInstance[],
): Promise<Failure | undefined> {
  return (await newestKnown(context, servers)) ?? performNow(context, step)
}

/** A name without a value is the author's, a refusal an actor's; anything else is a bug of ours and goes on as one. */
function thrown(context: GuardContext, error: unknown): Failure {
  if (isProblemError(error)) {
    if (error.outcome === 'broken') context.broken = true
    return failingWith(context, error.problem)
  }
  if (error instanceof NotText)
    return failing(context, 'invalid-value', error.message, {
      span: error.placeholder.span,
      hint: 'let: { text: "hex(${…})" } makes text of its bytes',
    })
  if (!(error instanceof UnknownName)) throw error
  if (error.broken) context.broken = true
  return failing(context, 'unknown-variable', error.message, {
    span: error.placeholder.span,
    hint: error.hint,
  })
}
