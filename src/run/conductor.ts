import type { WaitingStep } from '../model/progress.ts'
import type { Failure } from '../model/result.ts'
import type { Step } from '../language/scenario.ts'
import { traitsOf } from '../language/steps/traits.ts'
import { failing, failingWith } from './failing.ts'
import { isRefusal, truest } from './guard/misbehave.ts'
import { NotText, UnknownName } from './stage/scope.ts'
import { flush, record, type Stage } from './stage/stage.ts'
import { perform } from './verbs/index.ts'
import type { Outcome } from './verbs/perform.ts'
import { deadlineOf } from './waiting.ts'

/** Steps that needed no waiting run on without a turn of the event loop; so many at most. */
const withoutTurn = 512

/** Plays the steps strictly one after another; the first failure ends the story. */
export async function play(stage: Stage, steps: readonly Step[]): Promise<Failure | undefined> {
  for (const step of steps) {
    if (stage.stopped !== undefined) return stage.stopped
    const outcome = attempt(stage, step)
    let failure: Failure | undefined
    if (outcome instanceof Promise) {
      stage.host.waits?.(waitingStep(stage, step))
      failure = await outcome
      stage.host.waits?.(undefined)
    } else {
      failure = outcome
      // Counted over all levels of repeats, or a short one within a long one would never let the event loop turn.
      stage.hasty += 1
      if (stage.hasty >= withoutTurn) {
        stage.hasty = 0
        await new Promise((resolve) => void setImmediate(resolve))
      }
    }
    if (stage.touched.size > 0) {
      flush(stage, stage.touched, stage.stepIndex)
      stage.touched.clear()
    }
    if (failure !== undefined) return truest(stage, failure)
  }
  return undefined
}

/** Steps around others do not wait themselves. */
function waitingStep(stage: Stage, step: Step): WaitingStep | undefined {
  if (traitsOf(step.verb).holdsSteps === true) return undefined
  const { source, sources } = stage.scenario
  const text = (sources.get(step.span.file) ?? source).text
  const written = text.slice(step.span.start, step.span.end).split('\n')[0] ?? ''
  return { line: stage.lineOf(step.span), written, at: stage.stepBegan, limit: deadlineOf(stage) }
}

function attempt(stage: Stage, step: Step): Outcome {
  // Steps that only look, or arrange others, cause nothing.
  if (stage.step !== undefined && traitsOf(stage.step.verb).does === 'acts') stage.actedAt = stage.stepBegan
  stage.step = step
  stage.stepBegan = stage.clock.micros()
  stage.granted = 0
  stage.moving = undefined
  stage.starvation = { asked: stage.stepBegan, given: 0 }
  if (traitsOf(step.verb).holdsSteps !== true) {
    stage.stepIndex += 1
    stage.places.push(step.span)
    record(stage, {
      type: 'step',
      at: stage.stepBegan,
      index: stage.stepIndex,
      line: stage.lineOf(step.span),
      verb: step.verb,
    })
  }
  try {
    const outcome = perform(stage, step, play)
    return outcome instanceof Promise ? outcome.catch((error: unknown) => thrown(stage, error)) : outcome
  } catch (error) {
    return thrown(stage, error)
  }
}

/** A name without a value is the author's, a refusal an actor's; anything else is a bug of ours and goes on as one. */
function thrown(stage: Stage, error: unknown): Failure {
  if (isRefusal(error)) {
    if (error.outcome === 'broken') stage.broken = true
    return failingWith(stage, error.refusal)
  }
  if (error instanceof NotText)
    return failing(stage, 'invalid-value', error.message, {
      span: error.hole.span,
      hint: 'let: { text: "hex(${…})" } makes text of its bytes',
    })
  if (!(error instanceof UnknownName)) throw error
  if (error.broken) stage.broken = true
  return failing(stage, 'unknown-variable', error.message, {
    span: error.hole.span,
    hint: error.hint,
  })
}
