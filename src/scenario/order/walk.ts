import type { FactCheck, Message } from '../../model/scenario.ts'
import type { Step, StepOf, StepVerb } from '../../language/scenario.ts'
import { placeholdersIn, targetsIn, traitsOf } from '../../language/steps/traits.ts'
import type { Send } from '../../language/verbs/send.ts'
import { didYouMean } from '../../text/suggest.ts'
import { checkContent } from './contents.ts'
import { noteSend } from './echo.ts'
import { allowsFact, listedFacts } from './facts.ts'
import { walkGap } from './gaps.ts'
import { checkPlaceholders, checkTemplate } from './names.ts'
import { walkRepeat, withVariables } from './rounds.ts'
import { checkScreenVerb } from './screens.ts'
import { noteSignal } from './signals.ts'
import { setGoing } from './starting.ts'
import { useActor } from './using.ts'
import { walkExpect } from './expectations.ts'
import { setVariable, type WalkState } from './walk-state.ts'

/** Walks steps in order; the state is changed as each of them would change the run. */
export function walkSteps(walk: WalkState, steps: readonly Step[]): void {
  for (const step of steps) {
    const outer = walk.collector.includedFrom
    walk.collector.includedFrom = step.includedFrom ?? outer
    if (step.verb !== 'start') walk.unready = undefined
    const gap = walk.gaps.stepGaps.get(step)
    if (gap !== undefined) walkGap(walk, step, gap)
    walkStep(walk, step)
    walk.collector.includedFrom = outer
  }
}

type Walk<V extends StepVerb> = (walk: WalkState, step: StepOf<V>) => void

/** What a step changes beyond the traits of its verb. */
const walks: { readonly [V in StepVerb]?: Walk<V> } = {
  send(walk, step) {
    for (const send of step.sends) walkSend(walk, step, send)
  },
  expect: walkExpect,
  'in-order': walkExpect,
  signal(walk, step) {
    for (const { target, signal } of step.signals) {
      noteSignal(useActor(walk, step, 'signal', target), step, target, signal)
      checkTemplate(walk, signal)
    }
  },
  check(walk, step) {
    for (const check of step.checks) walkCheck(walk, step, check)
  },
  write: walkFiles,
  append: walkFiles,
  let(walk, step) {
    for (const { name, expression } of step.lets) {
      checkTemplate(walk, expression)
      setVariable(walk, name)
    }
  },
  repeat: (walk, step) => walkRepeat(walk, step, (steps) => walkSteps(walk, steps)),
  scope(walk, step) {
    for (const { value } of step.vars) checkTemplate(walk, value)
    const names = step.vars.map(({ name }) => name)
    withVariables(walk, names, () => walkSteps(walk, step.steps))
  },
}

function walkStep(walk: WalkState, step: Step): void {
  if (traitsOf(step.verb).does !== 'neither') walk.last = step
  for (const { late } of targetsIn(step)) if (typeof late === 'object') checkTemplate(walk, late)
  const walkSteps = walks[step.verb] as Walk<StepVerb> | undefined
  if (walkSteps === undefined) walkByTraits(walk, step)
  else walkSteps(walk, step)
}

/** The actors that a step names are set going or used, and its variables are filled in. */
function walkByTraits(walk: WalkState, step: Step): void {
  const { startsActors } = traitsOf(step.verb)
  for (const target of targetsIn(step)) {
    if (startsActors === true) setGoing(walk, step, step.verb, target)
    else if (step.verb === 'custom') {
      useActor(walk, step, step.name, target, 'send')
      checkScreenVerb(walk, step.name, target)
    } else useActor(walk, step, step.verb, target)
  }
  // Its masks may name what is set at any time.
  checkPlaceholders(walk, placeholdersIn({ ...step, mask: undefined }))
}

/** Its files may name actors. */
function walkFiles(walk: WalkState, step: StepOf<'write' | 'append'>): void {
  for (const { name, content } of step.files) {
    checkTemplate(walk, name)
    if (content?.as !== 'own') checkTemplate(walk, content?.text)
    else checkContent(walk, content.form)
  }
}

function walkSend(walk: WalkState, step: Step, send: Send): void {
  const walked = useActor(walk, step, 'send', send.target)
  if (send.times === 0) {
    walk.collector.report({
      code: 'never-runs',
      message: `this is sent to “${send.target.actor}” 0 times, so nothing is sent`,
      span: send.target.span,
      hint: 'send it at least once, or take the step out',
    })
  }
  for (const message of send.messages) checkMessage(walk, message)
  if (walked !== undefined && send.target.connection === undefined) noteSend(walk, walked, send)
}

function checkMessage(walk: WalkState, message: Message): void {
  if (message.as === 'json') checkPlaceholders(walk, message.json.placeholders)
  else if (message.as === 'own') checkPlaceholders(walk, message.form.argument.placeholders)
  else checkTemplate(walk, message.as === 'file' ? message.path : message.text)
}

function walkCheck(walk: WalkState, step: Step, check: FactCheck): void {
  useActor(walk, step, 'check', check.target)
  checkPlaceholders(walk, check.wanted.placeholders)
  const walked = walk.actors.get(check.target.actor)
  const declared = walked?.kind?.facts
  if (walked === undefined || declared === undefined || allowsFact(declared, check.fact)) return
  walk.collector.report({
    code: 'unknown-fact',
    message: `“${walked.declaration.name}” is of kind ${walked.declaration.kind}, which has no fact “${check.fact}”`,
    span: check.span,
    hint:
      didYouMean(check.fact, listedFacts(declared), 'its facts are', walk.registry.words) ?? 'it has no facts at all',
  })
}
