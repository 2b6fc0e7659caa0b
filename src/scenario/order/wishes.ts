import type { Step } from '../../language/scenario.ts'
import type { Expect, Wish } from '../../language/expectations/read.ts'
import { eventOf } from '../../registry/events.ts'
import { eventsAsked } from '../../registry/shape.ts'
import { capturesOf, scalarsIn } from './captures.ts'
import { wishAfterSend } from './echo.ts'
import { checkHoles, checkTemplate } from './names.ts'
import { traitsOf } from './options.ts'
import { mayEnd, useActor } from './using.ts'
import { setVariable, type Member, type World } from './world.ts'

const farewell = /clos|refus|reset|terminat|bye|exit|quit|\bend/i

export function walkExpect(world: World, step: Extract<Step, { verb: 'expect' }>): void {
  const inStep = new Set(
    step.expects.flatMap(({ wishes }) => wishes.flatMap((wish) => capturesOf(wish, world.registry))),
  )
  const captured = step.expects.map((expect) => walkWishes(world, step, expect, inStep))
  // Between actors a step has no order, so what one lane captures is there for the others only in the next step.
  for (const names of captured) for (const name of names) setVariable(world, name)
}

function walkWishes(world: World, step: Step, expect: Expect, inStep: ReadonlySet<string>): Set<string> {
  const { target, wishes } = expect
  const captured = new Set<string>()
  const member = useActor(
    world,
    step,
    'expect',
    target,
    wishes.length > 0 && wishes.every((wish) => isOfListener(world, target.actor, wish)) ? 'listen' : 'expect',
  )
  for (const wish of wishes) {
    const own = capturesOf(wish, world.registry)
    const reading = { more: captured, inWish: own, inStep }
    checkHoles(world, wish.argument.holes, reading)
    checkTemplate(world, wish.without?.template, reading)
    for (const name of own) captured.add(name)
    const addressed = world.members.get(target.actor)
    if (addressed !== undefined) checkStream(world, addressed, wish)
    if (member === undefined) continue
    if (target.connection === undefined) wishAfterSend(world, member, wish)
    if (mayTellItsEnd(world, wish)) mayEnd(world, member)
  }
  return captured
}

function isOfListener({ registry, members }: World, actor: string, { name, argument }: Wish): boolean {
  const matcher = registry.matchers.get(name)?.value
  const events = matcher === undefined ? [] : eventsAsked(argument.written, matcher.wanted)
  const kind = members.get(actor)?.kind
  return events.length > 0 && events.every((event) => eventOf(kind, event.name)?.ofListener === true)
}

/** An expectation of what is printed does not tell that an actor is gone, unless its words do. */
function mayTellItsEnd({ registry }: World, wish: Wish): boolean {
  const on = registry.matchers.get(wish.name)?.value.on
  if (on === undefined || on === 'event' || on === 'choice') return true
  for (const { source } of scalarsIn(wish.argument.written)) if (farewell.test(source)) return true
  return false
}

function checkStream(world: World, { kind, declaration }: Member, wish: Wish): void {
  const { stream } = wish
  if (stream === undefined || kind === undefined) return
  const streams = kind.streams ?? []
  const terminal = traitsOf({ kind, declaration }).terminal === true && streams.includes(stream)
  if (!terminal && (streams.includes(stream) || (stream === 'stdout' && streams.includes('stderr')))) return
  const all = streams.includes('stderr') ? ['stdout', ...streams] : streams
  world.ledger.report({
    code: 'invalid-value',
    message: terminal
      ? `“${declaration.name}” talks through a terminal, where stdout and “${stream}” are one`
      : `“${declaration.name}” is of kind ${declaration.kind}, which has no stream “${stream}”`,
    span: wish.span,
    hint: terminal || all.length === 0 ? `leave out “stream: ${stream}”` : `its streams are: ${all.join(', ')}`,
  })
}
