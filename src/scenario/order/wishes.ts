import type { Expect, Step, Wish } from '../../model/scenario.ts'
import { listenerEvents } from '../../model/words.ts'
import { capturesOf, scalarsIn } from './captures.ts'
import { wishAfterSend } from './echo.ts'
import { checkHoles, checkTemplate } from './names.ts'
import { hasTerminal } from './options.ts'
import { mayEnd, useActor } from './using.ts'
import { setVariable, type Member, type World } from './world.ts'

/** Wishes for what is said: these alone do not tell that an actor is gone, unless their words do. */
const ofWords = new Set(['text', 'regex', 'line', 'prompt', 'json', 'bytes', 'take', 'lines', 'any-order', 'silence'])
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
    wishes.length > 0 && wishes.every(isOfListener) ? 'listen' : 'expect',
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
    if (mayTellItsEnd(wish)) mayEnd(world, member)
  }
  return captured
}

function isOfListener(wish: Wish): boolean {
  if (wish.name !== 'event') return false
  const [first] = scalarsIn(wish.argument.written)
  return first !== undefined && listenerEvents.has(first.source)
}

function mayTellItsEnd(wish: Wish): boolean {
  if (!ofWords.has(wish.name)) return true
  for (const { source } of scalarsIn(wish.argument.written)) if (farewell.test(source)) return true
  return false
}

function checkStream(world: World, { kind, declaration }: Member, wish: Wish): void {
  const { stream } = wish
  if (stream === undefined || kind === undefined) return
  const streams = kind.streams ?? []
  const terminal = hasTerminal(declaration) && streams.includes(stream)
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
