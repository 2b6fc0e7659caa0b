import type { FactCheck, Message } from '../../model/scenario.ts'
import type { Step, StepOf, StepVerb } from '../../language/scenario.ts'
import { holesIn, targetsIn, traitsOf } from '../../language/steps/traits.ts'
import type { Send } from '../../language/verbs/send.ts'
import { didYouMean } from '../../text/suggest.ts'
import { noteSend } from './echo.ts'
import { allowsFact, listedFacts } from './facts.ts'
import { walkLoss } from './losses.ts'
import { checkHoles, checkTemplate } from './names.ts'
import { walkRepeat, withVariables } from './rounds.ts'
import { noteSignal } from './signals.ts'
import { setGoing } from './starting.ts'
import { useActor } from './using.ts'
import { walkExpect } from './wishes.ts'
import { setVariable, type World } from './world.ts'

/** Walks steps in order; the world is changed as each of them would change it. */
export function walkSteps(world: World, steps: readonly Step[]): void {
  for (const step of steps) {
    const outer = world.ledger.includedFrom
    world.ledger.includedFrom = step.includedFrom ?? outer
    if (step.verb !== 'start') world.unready = undefined
    const loss = world.gaps.losses.get(step)
    if (loss !== undefined) walkLoss(world, step, loss)
    walkStep(world, step)
    world.ledger.includedFrom = outer
  }
}

type Walk<V extends StepVerb> = (world: World, step: StepOf<V>) => void

/** What a step changes beyond what the traits of its verb say. */
const walks: { readonly [V in StepVerb]?: Walk<V> } = {
  send(world, step) {
    for (const send of step.sends) walkSend(world, step, send)
  },
  expect: walkExpect,
  signal(world, step) {
    for (const { target, signal } of step.signals) {
      noteSignal(useActor(world, step, 'signal', target), step, target, signal)
      checkTemplate(world, signal)
    }
  },
  check(world, step) {
    for (const check of step.checks) walkCheck(world, step, check)
  },
  let(world, step) {
    for (const { name, expression } of step.lets) {
      checkTemplate(world, expression)
      setVariable(world, name)
    }
  },
  repeat: (world, step) => walkRepeat(world, step, (steps) => walkSteps(world, steps)),
  with(world, step) {
    for (const { value } of step.vars) checkTemplate(world, value)
    const names = step.vars.map(({ name }) => name)
    withVariables(world, names, () => walkSteps(world, step.steps))
  },
}

function walkStep(world: World, step: Step): void {
  if (traitsOf(step.verb).does !== 'nobody') world.last = step
  const walk = walks[step.verb] as Walk<StepVerb> | undefined
  if (walk === undefined) walkByTraits(world, step)
  else walk(world, step)
}

/** The actors that a step names are set going or used, and its variables are filled in. */
function walkByTraits(world: World, step: Step): void {
  const { startsActors } = traitsOf(step.verb)
  for (const target of targetsIn(step)) {
    if (startsActors === true) setGoing(world, step, step.verb, target)
    else if (step.verb === 'own') useActor(world, step, step.name, target, 'send')
    else useActor(world, step, step.verb, target)
  }
  checkHoles(world, holesIn(step))
}

function walkSend(world: World, step: Step, send: Send): void {
  const member = useActor(world, step, 'send', send.target)
  if (send.times === 0) {
    world.ledger.report({
      code: 'never-runs',
      message: `this is sent to “${send.target.actor}” 0 times, so nothing is sent`,
      span: send.target.span,
      hint: 'send it at least once, or take the step out',
    })
  }
  for (const message of send.messages) checkMessage(world, message)
  if (member !== undefined && send.target.connection === undefined) noteSend(world, member, send)
}

function checkMessage(world: World, message: Message): void {
  if (message.as === 'json') checkHoles(world, message.json.holes)
  else checkTemplate(world, message.as === 'file' ? message.path : message.text)
}

function walkCheck(world: World, step: Step, check: FactCheck): void {
  useActor(world, step, 'check', check.target)
  checkHoles(world, check.wanted.holes)
  const member = world.members.get(check.target.actor)
  const declared = member?.kind?.facts
  if (member === undefined || declared === undefined || allowsFact(declared, check.fact)) return
  world.ledger.report({
    code: 'unknown-fact',
    message: `“${member.declaration.name}” is of kind ${member.declaration.kind}, which has no fact “${check.fact}”`,
    span: check.span,
    hint: didYouMean(check.fact, listedFacts(declared), 'its facts are') ?? 'it has no facts at all',
  })
}
