import type { ActorReference } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import { roleOf } from '../../registry/schemas.ts'
import { resolve } from '../../registry/shape.ts'
import { failing, failingWith } from '../failing.ts'
import type { Role } from '../stage/role.ts'
import { fillHole } from '../stage/scope.ts'
import type { Stage } from '../stage/stage.ts'

/** An actor's options as its kind gets them: variables filled in now, names of actors with their facts of now. */
export function optionsOf(stage: Stage, role: Role): { readonly options: unknown } | { readonly failure: Failure } {
  const { declaration, kind } = role
  const { argument } = { argument: declaration.options }
  let options: unknown
  if (argument.value === undefined) {
    const resolved = resolve(argument, kind.options, (hole) => fillHole(stage.names, hole), kind.shorthand)
    if ('problems' in resolved) return { failure: failingWith(stage, resolved.problems[0] as NonNullable<(typeof resolved.problems)[0]>, declaration.span) }
    options = resolved.value
  } else options = argument.value.parsed
  if (typeof options !== 'object' || options === null) return { options }
  return withReferences(stage, role, options as Record<string, unknown>)
}

function withReferences(stage: Stage, role: Role, options: Record<string, unknown>): { readonly options: unknown } | { readonly failure: Failure } {
  const shape = (role.kind.options as { shape?: Record<string, object> }).shape ?? {}
  let filled = options
  for (const [key, value] of Object.entries(options)) {
    if (typeof value !== 'string' || shape[key] === undefined || !refersToActor(shape[key])) continue
    const [actor, connection] = value.split('#')
    const other = stage.cast.get(actor as string)?.[connection === undefined ? 0 : Number(connection) - 1]
    if (other?.actor === undefined) return { failure: failing(stage, 'not-started', `“${role.name}” needs “${value}”, which has not been started`) }
    const reference: ActorReference = { name: value, facts: other.actor.facts() }
    filled = { ...filled, [key]: reference }
  }
  return { options: filled }
}

/** Looks through optional and default wrappers for an `actorRef()`. */
function refersToActor(schema: object): boolean {
  if (roleOf(schema) === 'actor') return true
  const inner = (schema as { _zod?: { def?: { innerType?: object } } })._zod?.def?.innerType
  return inner !== undefined && refersToActor(inner)
}
