import type { ActorKind } from '../../model/plugin.ts'
import type { Target } from '../../model/scenario.ts'
import type { Step, StepVerb } from '../../language/scenario.ts'
import { checkClaims } from './claims.ts'
import { beginLife, countConnects } from './life.ts'
import { checkHoles } from './names.ts'
import { flushEcho } from './echo.ts'
import { traitsOf } from './options.ts'
import { startedWord, startingVerb, type Member, type World } from './world.ts'
import { verbSpan } from './verbs.ts'

/** start, connect, run: the actor's options are read now, and a new life begins. */
export function setGoing(world: World, step: Step, verb: StepVerb, target: Target): void {
  const member = world.members.get(target.actor)
  if (member === undefined) return
  const { declaration, kind } = member
  if (kind !== undefined) checkStartingVerb(world, step, verb, target, kind)
  checkReferences(world, member, target)
  const reading = { startOf: declaration.name }
  checkHoles(world, declaration.options.holes, reading)
  if (declaration.framing !== undefined) checkHoles(world, declaration.framing.argument.holes, reading)
  if (target.connection === undefined && member.running && !member.mayHaveEnded) {
    reportAlready(world, member, target, 'is still running from an earlier step')
  }
  checkClaims(world, member, target)
  flushEcho(world, member)
  for (const { starts } of world.rounds) {
    if (!starts.has(declaration.name) && target.connection === undefined) starts.set(declaration.name, target.span)
  }
  member.started = true
  member.signalled = undefined
  member.running = verb !== 'run'
  member.mayHaveEnded = false
  if (kind?.role === 'server' || kind?.role === 'between') beginLife(world, member)
  else if (kind?.role === 'client' || (kind?.role === 'either' && verb === 'connect'))
    countConnects(world, member, target)
  else if (kind?.role === 'program' && verb === 'start') noteTogether(world, member)
}

function checkStartingVerb(world: World, step: Step, verb: string, target: Target, kind: ActorKind): void {
  const { name, kind: kindName } = world.members.get(target.actor)!.declaration
  if (target.connection !== undefined && (kind.role === 'server' || kind.role === 'between')) {
    world.ledger.report({
      code: 'wrong-verb',
      message: `a connection of “${name}” comes when a client connects; no step can ${verb} it`,
      span: target.span,
      hint: 'connect a client instead',
    })
    return
  }
  const right = startingVerb(kind)
  if (verb === right || (verb === 'run' && kind.role === 'program') || (verb === 'connect' && kind.role === 'either'))
    return
  const only =
    verb === 'run'
      ? 'only programs are run'
      : `a ${kind.role === 'between' ? 'proxy' : kind.role} is ${startedWord(kind)}`
  world.ledger.report({
    code: 'wrong-verb',
    message: `“${name}” is of kind ${kindName}, which cannot “${verb}”: ${only}`,
    span: verbSpan(world, step, verb) ?? target.span,
    hint: `write “${right}: ${name}”`,
  })
}

function checkReferences(world: World, member: Member, target: Target): void {
  for (const name of member.declaration.refersTo) {
    const other = world.members.get(name)
    if (other === undefined || other === member || other.started) continue
    if (!other.startedSomewhere) {
      other.usedBefore ??= target.span
      continue
    }
    world.ledger.report({
      code: 'not-started',
      message: `“${member.declaration.name}” goes to “${name}”, which is not ${startedWord(other.kind)} yet`,
      span: target.span,
      hint: `put “- ${startingVerb(other.kind)}: ${name}” before this step`,
    })
  }
}

export function reportAlready(
  world: World,
  { declaration, kind }: Member,
  target: Pick<Target, 'span'>,
  why: string,
): void {
  world.ledger.report({
    code: 'already-started',
    message: `“${declaration.name}” is ${startedWord(kind)} again while it ${why}`,
    span: target.span,
    hint:
      kind?.role === 'server' || kind?.role === 'between'
        ? `put “- close: ${declaration.name}” before this step to begin a new life`
        : `end it first (exit, close, reset, signal) or expect its end, then ${startingVerb(kind)} it again`,
  })
}

/** Programs that are started side by side, none waiting to be ready, connect in any order. */
function noteTogether(world: World, member: Member): void {
  const { name, count } = member.declaration
  if ((world.unready !== undefined && world.unready !== name) || count > 1) {
    for (const { life } of world.members.values()) if (life !== undefined) life.mixed = true
  }
  world.unready = traitsOf(member).notAwaited === true ? name : undefined
}
