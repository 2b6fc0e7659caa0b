import type { Message, Send, Step } from '../../model/scenario.ts'
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

/** Steps that do nothing to anybody, or only hold others. */
const idleSteps: ReadonlySet<string> = new Set(['note', 'wait', 'let', 'repeat', 'with'])

function walkStep(world: World, step: Step): void {
  if (!idleSteps.has(step.verb)) world.last = step
  switch (step.verb) {
    case 'start':
    case 'connect':
      for (const target of step.targets) setGoing(world, step, step.verb, target)
      return
    case 'run':
      for (const { target } of step.runs) setGoing(world, step, 'run', target)
      return
    case 'end':
    case 'exit':
    case 'close':
    case 'reset':
    case 'pause':
    case 'resume':
      for (const target of step.targets) useActor(world, step, step.verb, target)
      return
    case 'send':
      for (const send of step.sends) walkSend(world, step, send)
      return
    case 'expect':
      walkExpect(world, step)
      return
    case 'signal':
      for (const { target, signal } of step.signals) {
        noteSignal(useActor(world, step, 'signal', target), step, target, signal)
        checkTemplate(world, signal)
      }
      return
    case 'check':
      for (const check of step.checks) walkCheck(world, step, check)
      return
    case 'set':
      for (const { target, value } of step.sets) {
        useActor(world, step, 'set', target)
        checkHoles(world, value.holes)
      }
      return
    case 'own':
      for (const { target, argument } of step.owns) {
        useActor(world, step, step.name, target, 'send')
        checkHoles(world, argument.holes)
      }
      return
    case 'let':
      for (const { name, expression } of step.lets) {
        checkTemplate(world, expression)
        setVariable(world, name)
      }
      return
    case 'wait':
      checkTemplate(world, step.duration)
      return
    case 'note':
      checkTemplate(world, step.text)
      return
    case 'repeat':
      walkRepeat(world, step, (steps) => walkSteps(world, steps))
      return
    case 'with':
      for (const { value } of step.vars) checkTemplate(world, value)
      withVariables(
        world,
        step.vars.map(({ name }) => name),
        () => walkSteps(world, step.steps),
      )
  }
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

function walkCheck(world: World, step: Step, check: Extract<Step, { verb: 'check' }>['checks'][number]): void {
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
