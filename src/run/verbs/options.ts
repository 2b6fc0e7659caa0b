import type { ActorReference } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import { resolve } from '../../registry/shape.ts'
import { failing, failingWith } from '../failing.ts'
import type { Role } from '../stage/role.ts'
import { fillText } from '../stage/scope.ts'
import type { Stage } from '../stage/stage.ts'

/** An actor's options as its kind gets them: variables filled in now, names of actors with their facts of now. */
export function optionsOf(stage: Stage, role: Role): { readonly options: unknown } | { readonly failure: Failure } {
  const { declaration, kind } = role
  const { options: argument, refersTo } = declaration
  if (argument.value !== undefined && refersTo.length === 0) return { options: argument.value.parsed }
  const known = newest.get(stage)
  if (role.member !== undefined && known?.declaration === declaration && known.step === stage.stepIndex)
    return { options: known.options }
  let missing: string | undefined
  const refer = (name: string): ActorReference | undefined => {
    const facts = stage.names.facts(name)
    if (facts === undefined) missing ??= name
    return facts === undefined ? undefined : { name, facts }
  }
  const resolved = resolve(argument, kind.options, (hole) => fillText(stage.names, hole), kind.shorthand, refer)
  if (missing !== undefined)
    return { failure: failing(stage, 'not-started', `“${role.name}” needs “${missing}”, which has not been started`) }
  if ('problems' in resolved)
    return {
      failure: failingWith(stage, resolved.problems[0] as NonNullable<(typeof resolved.problems)[0]>, declaration.span),
    }
  newest.set(stage, { declaration, step: stage.stepIndex, options: resolved.value })
  return { options: resolved.value }
}

/** What the members of a crowd share is resolved once for a step: it has no variable that could differ between them. */
const newest = new WeakMap<Stage, Resolved>()
interface Resolved {
  readonly declaration: ActorDeclaration
  readonly step: number
  readonly options: unknown
}
