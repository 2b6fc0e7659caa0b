import type { WaitingStep } from '../model/progress.ts'
import type { Failure } from '../model/result.ts'
import type { Step } from '../model/scenario.ts'
import { failing, failingWith } from './failing.ts'
import { isRefusal, truest } from './guard/misbehave.ts'
import { NotText, UnknownName, fillTemplate } from './stage/scope.ts'
import { flush, record, tellAside, type Stage } from './stage/stage.ts'
import { performCheck } from './verbs/check.ts'
import { connect } from './verbs/connect.ts'
import { eachGroup, eachParty, eachRole, inOrder } from './verbs/each.ts'
import { performExpect } from './verbs/expect.ts'
import { flow } from './verbs/flow.ts'
import { leave } from './verbs/leave.ts'
import { performLet } from './verbs/let.ts'
import { performOwn } from './verbs/own.ts'
import { runToEnd } from './verbs/run-program.ts'
import { performSend } from './verbs/send.ts'
import { performSet } from './verbs/set.ts'
import { performSignal } from './verbs/signal.ts'
import { begin } from './verbs/start.ts'
import { deadlineOf } from './waiting.ts'
import { performWait } from './verbs/wait.ts'

type Outcome = Promise<Failure | undefined> | Failure | undefined

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
  if (step.verb === 'repeat' || step.verb === 'with') return undefined
  const { source, sources } = stage.scenario
  const text = (sources.get(step.span.file) ?? source).text
  const written = text.slice(step.span.start, step.span.end).split('\n')[0] ?? ''
  return { line: stage.lineOf(step.span), written, at: stage.stepBegan, limit: deadlineOf(stage) }
}

/** Verbs of steps that only look, or arrange others: they cause nothing. */
const causeNothing = new Set<Step['verb']>(['expect', 'check', 'let', 'note', 'wait', 'repeat', 'with'])

function attempt(stage: Stage, step: Step): Outcome {
  if (stage.step !== undefined && !causeNothing.has(stage.step.verb)) stage.actedAt = stage.stepBegan
  stage.step = step
  stage.stepBegan = stage.clock.micros()
  stage.granted = 0
  stage.moving = undefined
  stage.starvation = { asked: stage.stepBegan, given: 0 }
  if (step.verb !== 'repeat' && step.verb !== 'with') {
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
    const outcome = perform(stage, step)
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

function perform(stage: Stage, step: Step): Outcome {
  switch (step.verb) {
    case 'expect':
      return performExpect(stage, step.expects)
    case 'send':
      return performSend(stage, step.sends)
    case 'start':
      return eachRole(stage, step.targets, (role) => begin(stage, role))
    case 'connect':
      return eachRole(stage, step.targets, (role) => connect(stage, role))
    case 'end':
    case 'reset':
    case 'close':
    case 'exit':
      return eachGroup(stage, step.targets, step.verb === 'end' || step.verb === 'reset', (party) =>
        leave(stage, party, step.verb as 'end'),
      )
    case 'pause':
    case 'resume':
      return eachParty(stage, step.targets, true, (party) => flow(stage, party, step.verb as 'pause'))
    case 'run':
      return inOrder(stage, step.runs, ({ target, code }) =>
        eachRole(stage, [target], (role) => runToEnd(stage, role, code)),
      )
    case 'signal':
      return performSignal(stage, step)
    case 'check':
      return performCheck(stage, step.checks)
    case 'set':
      return performSet(stage, step)
    case 'let':
      return performLet(stage, step)
    case 'wait':
      return performWait(stage, fillTemplate(stage.names, step.duration))
    case 'note':
      return void tellAside(stage, '', '#', fillTemplate(stage.names, step.text))
    case 'repeat':
      return repeat(stage, step)
    case 'with':
      return within(stage, step)
    case 'own':
      return performOwn(stage, step)
  }
}

async function repeat(stage: Stage, step: Extract<Step, { verb: 'repeat' }>): Promise<Failure | undefined> {
  const { variables } = stage.names
  const rounds = step.each?.map((value) => fillTemplate(stage.names, value))
  const times = rounds?.length ?? Number(fillTemplate(stage.names, step.times ?? { parts: ['1'], span: step.span }))
  if (!Number.isSafeInteger(times) || times < 0)
    return failing(
      stage,
      'invalid-value',
      `“${fillTemplate(stage.names, step.times ?? { parts: [], span: step.span })}” is not a number of times`,
    )
  if (times === 0)
    return failing(stage, 'never-runs', 'these steps are repeated 0 times, so none of them ever runs', {
      hint: 'a check that never runs is worse than none: repeat them at least once, or take them out',
    })
  const name = step.as ?? 'item'
  const before = { n: variables.get('n'), item: variables.get(name) }
  for (let n = 1; n <= times; n++) {
    variables.set('n', String(n))
    if (rounds !== undefined) variables.set(name, rounds[n - 1] as string)
    stage.rounds.push(`round ${n} of ${times}${rounds === undefined ? '' : `, ${name} = ${rounds[n - 1]}`}`)
    const failure = await play(stage, step.steps)
    if (failure !== undefined) return failure
    stage.rounds.pop()
  }
  variables.restore('n', before.n)
  if (rounds !== undefined) variables.restore(name, before.item)
  return undefined
}

/** The steps of an included file, with the variables it was given. */
async function within(stage: Stage, step: Extract<Step, { verb: 'with' }>): Promise<Failure | undefined> {
  const { variables } = stage.names
  const given = step.vars.map(({ name, value }) => ({
    name,
    value: fillTemplate(stage.names, value),
    before: variables.get(name),
  }))
  for (const { name, value } of given) variables.set(name, value)
  const failure = await play(stage, step.steps)
  for (const { name, before } of given) variables.restore(name, before)
  return failure
}
