import type { Target } from '../../model/scenario.ts'
import { traitsOfName } from '../../language/steps/traits.ts'
import { didYouMean } from '../../text/suggest.ts'
import { namesOfClients } from './lifetime.ts'
import { referencesOf } from './references.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** Checks `server`, `server#2`, `server#client`, `group#7`; what depends on later connects is judged when the life ends. */
export function checkConnection(walk: WalkState, walked: WalkedActor, target: Target, verb: string): void {
  const { kind, declaration, lifetime } = walked
  if (kind === undefined) return
  const { connection } = target
  if (connection === undefined) {
    if (kind.role === 'server' && !kind.ownOutput && traitsOfName(verb)?.ofConnection === true)
      lifetime?.plain.push(target)
    return
  }
  if (target.late !== undefined) checkLate(walk, walked, target, target.late)
  else if (kind.role !== 'server' && kind.role !== 'proxy') checkGroup(walk, walked, target)
  else if (typeof connection === 'string') checkNamed(walk, walked, target, connection)
  else if (lifetime !== undefined) {
    lifetime.numbered.push({ target, number: connection, soFar: lifetime.connects })
    if (lifetime.mixed) {
      walk.collector.report({
        code: 'ambiguous-connection',
        severity: 'warning',
        message: `which program “${declaration.name}#${connection}” is differs from run to run, since programs were started together`,
        span: target.span,
        hint: `start them one by one, and wait with an expect on “${declaration.name}” for each to connect`,
      })
    }
  }
}

/** What can be known of `server#latest` and `crowd#${n}` before the run. */
function checkLate(walk: WalkState, walked: WalkedActor, target: Target, late: Target['late']): void {
  const { declaration, kind } = walked
  const { name, count } = declaration
  if (kind?.role === 'server' || kind?.role === 'proxy') return
  if (count <= 1) return checkGroup(walk, walked, target)
  const rounds = isRoundOf(late) ? (walk.rounds.at(-1)?.times ?? 0) : 0
  if (late !== 'latest' && (rounds <= count || rounds === Infinity)) return
  walk.collector.report({
    code: 'unknown-connection',
    message:
      late === 'latest'
        ? `“${name}” is a group, and “latest” is the newest connection of a server`
        : `“${name}” is a group of ${count}, and these steps are repeated ${rounds} times`,
    span: target.span,
    hint: late === 'latest' ? `write “${name}#1” to “${name}#${count}”` : `repeat them ${count} times at most`,
  })
}

const isRoundOf = (late: Target['late']): boolean =>
  typeof late === 'object' && late.parts.length === 1 && (late.parts[0] as { readonly name?: string }).name === 'n'

function checkGroup(walk: WalkState, { declaration }: WalkedActor, target: Target): void {
  const { name, count } = declaration
  if (walk.gaps.uncounted.has(name)) return
  const { connection } = target
  if (count > 1 && typeof connection === 'number' && connection >= 1 && connection <= count) return
  walk.collector.report({
    code: 'unknown-connection',
    message:
      count > 1
        ? `“${name}” is a group of ${count}, and “${name}#${connection}” is none of them`
        : `“${name}” is neither a server nor a group, so there is no “${name}#${connection}”`,
    span: target.span,
    hint: count > 1 ? `write “${name}#1” to “${name}#${count}”` : `write “${name}”`,
  })
}

function checkNamed(walk: WalkState, { declaration }: WalkedActor, target: Target, client: string): void {
  const { name } = declaration
  // One instance of a group is `server#group#7`.
  const other = walk.actors.get(client.split('#')[0] ?? client)
  const connecting = namesOfClients(walk, name)
  const hint =
    didYouMean(client, connecting, `these connect to “${name}”`) ?? `write “${name}#1” for its first connection`
  if (other === undefined && walk.gaps.unreadable.has(client.split('#')[0] ?? client)) return
  if (other === undefined) {
    walk.collector.report({
      code: 'unknown-connection',
      message: `“${name}#${client}” is the connection of “${client}”, and there is no such actor`,
      span: target.span,
      hint,
    })
    return
  }
  if (other.kind?.role !== 'client') return
  const references = referencesOf(walk, other.declaration)
  // Without any reference it may still reach this server, by a fixed port.
  if (references.size > 0 && !references.has(name)) {
    walk.collector.report({
      code: 'unknown-connection',
      message: `“${client}” connects to “${[...references].join('”, “')}” and not to “${name}”, so there is no “${name}#${client}”`,
      span: target.span,
      hint,
    })
  } else if (!other.started && other.startedSomewhere) {
    walk.collector.report({
      code: 'not-started',
      message: `“${name}#${client}” is used before “${client}” is connected`,
      span: target.span,
      hint: `put “- connect: ${client}” before this step`,
    })
  }
}
