import type { ActorKind } from '../../model/plugin.ts'
import type { Target } from '../../model/scenario.ts'
import type { Step, StepVerb } from '../../language/scenario.ts'
import { checkConnection } from './connections.ts'
import { checkClaims } from './claims.ts'
import { beginLifetime, countConnects } from './lifetime.ts'
import { checkPlaceholders } from './names.ts'
import { flushEcho } from './echo.ts'
import { traitsOf } from './options.ts'
import { startedWord, startingVerb, type WalkedActor, type WalkState } from './walk-state.ts'
import { verbSpan } from './verbs.ts'

/** start, connect, run: the actor's options are read now, and a new life begins. */
export function setGoing(walk: WalkState, step: Step, verb: StepVerb, target: Target): void {
  const walked = walk.actors.get(target.actor)
  if (walked === undefined) return
  checkStart(walk, step, verb, target, walked)
  flushEcho(walk, walked)
  const { name } = walked.declaration
  for (const { starts } of walk.rounds)
    if (!starts.has(name) && target.connection === undefined) starts.set(name, target.span)
  walked.started = true
  walked.signalled = undefined
  walked.running = verb !== 'run'
  walked.mayHaveEnded = false
  noteConnections(walk, verb, target, walked)
}

function checkStart(walk: WalkState, step: Step, verb: StepVerb, target: Target, walked: WalkedActor): void {
  const { declaration, kind } = walked
  if (kind !== undefined) checkStartingVerb(walk, step, verb, target, kind)
  if (target.connection !== undefined && kind?.role !== 'server' && kind?.role !== 'proxy')
    checkConnection(walk, walked, target, verb)
  checkReferences(walk, walked, target)
  const reading = { startOf: declaration.name }
  checkPlaceholders(walk, declaration.options.placeholders, reading)
  if (declaration.framing !== undefined) checkPlaceholders(walk, declaration.framing.argument.placeholders, reading)
  if (target.connection === undefined && walked.running && !walked.mayHaveEnded)
    reportAlready(walk, walked, target, 'is still running from an earlier step')
  checkClaims(walk, walked, target)
}

/** A server begins to count its connections; every possible client is counted. */
function noteConnections(walk: WalkState, verb: StepVerb, target: Target, walked: WalkedActor): void {
  const role = walked.kind?.role
  if (role === 'server' || role === 'proxy') beginLifetime(walk, walked)
  else if (role === 'client' || (role === 'peer' && verb === 'connect')) countConnects(walk, walked, target)
  else if (role === 'program' && verb === 'start') noteTogether(walk, walked)
}

function checkStartingVerb(walk: WalkState, step: Step, verb: string, target: Target, kind: ActorKind): void {
  const { name, kind: kindName } = walk.actors.get(target.actor)!.declaration
  if (target.connection !== undefined && (kind.role === 'server' || kind.role === 'proxy')) {
    walk.collector.report({
      code: 'wrong-verb',
      message: `a connection of “${name}” comes when a client connects; no step can ${verb} it`,
      span: target.span,
      hint: 'connect a client instead',
    })
    return
  }
  const right = startingVerb(kind)
  if (verb === right || (verb === 'run' && kind.role === 'program') || (verb === 'connect' && kind.role === 'peer'))
    return
  const only =
    verb === 'run'
      ? 'only programs are run'
      : `a ${kind.role === 'proxy' ? 'proxy' : kind.role} is ${startedWord(kind)}`
  walk.collector.report({
    code: 'wrong-verb',
    message: `“${name}” is of kind ${kindName}, which cannot “${verb}”: ${only}`,
    span: verbSpan(walk, step, verb) ?? target.span,
    hint: `write “${right}: ${name}”`,
  })
}

function checkReferences(walk: WalkState, walked: WalkedActor, target: Target): void {
  for (const name of walked.declaration.refersTo) {
    const other = walk.actors.get(name)
    if (other === undefined || other === walked || other.started) continue
    if (!other.startedSomewhere) {
      other.usedBefore ??= target.span
      continue
    }
    walk.collector.report({
      code: 'not-started',
      message: `“${walked.declaration.name}” goes to “${name}”, which is not ${startedWord(other.kind)} yet`,
      span: target.span,
      hint: `put “- ${startingVerb(other.kind)}: ${name}” before this step`,
    })
  }
}

export function reportAlready(
  walk: WalkState,
  { declaration, kind }: WalkedActor,
  target: Pick<Target, 'span'>,
  why: string,
): void {
  walk.collector.report({
    code: 'already-started',
    message: `“${declaration.name}” is ${startedWord(kind)} again while it ${why}`,
    span: target.span,
    hint:
      kind?.role === 'server' || kind?.role === 'proxy'
        ? `put “- close: ${declaration.name}” before this step to begin a new life`
        : `end it first (exit, close, reset, signal) or expect its end, then ${startingVerb(kind)} it again`,
  })
}

/** Programs that are started side by side, none waiting to be ready, connect in any order. */
function noteTogether(walk: WalkState, walked: WalkedActor): void {
  const { name, count } = walked.declaration
  if ((walk.unready !== undefined && walk.unready !== name) || count > 1) {
    for (const { lifetime } of walk.actors.values()) if (lifetime !== undefined) lifetime.mixed = true
  }
  walk.unready = traitsOf(walked).notAwaited === true ? name : undefined
}
