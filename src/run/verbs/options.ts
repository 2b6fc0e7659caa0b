import type { ActorReference } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import { resolve } from '../../coercion/argument.ts'
import { traitsOf } from '../../registry/traits.ts'
import { failing, failingWithFirst } from '../failure/failing.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import { fillHexPlaceholder, fillText } from '../context/scope.ts'
import { claimsWire, portThrough, referenceThrough } from '../context/through-wires.ts'
import type { GuardContext, RunNames } from '../context/run-context.ts'

/** An actor's options as its kind gets them: variables filled in now, names of actors with their facts of now. */
export function optionsOf(
  context: GuardContext & RunNames,
  instance: ActorInstance,
): { readonly options: unknown } | { readonly failure: Failure } {
  const { declaration } = instance
  const { options: argument, refersTo } = declaration
  const { wires } = context.host
  if (wires === undefined && argument.value !== undefined && refersTo.length === 0)
    return { options: argument.value.parsed }
  const known = newest.get(context)
  if (instance.number !== undefined && known?.declaration === declaration && known.step === context.stepIndex)
    return { options: known.options }
  const direct = (text: string): string => text
  let filled = filledIn(context, instance, wires === undefined ? direct : (text) => wires.instead(instance.name, text))
  // Who wants to listen there itself gets the port, and not the way to whoever listens there now.
  if (wires !== undefined && 'options' in filled && claimsWire(wires, instance.kind, filled.options))
    filled = filledIn(context, instance, direct)
  if ('failure' in filled) return filled
  const options = wires === undefined ? filled.options : portThrough(wires, instance, filled.options)
  newest.set(context, { declaration, step: context.stepIndex, options })
  return { options }
}

/** `through`: what a text of another actor is for this one. */
function filledIn(
  context: GuardContext & RunNames,
  { name: own, declaration, kind }: ActorInstance,
  through: (text: string) => string,
): { readonly options: unknown } | { readonly failure: Failure } {
  let missing: string | undefined
  const refer = (name: string): ActorReference | undefined => {
    const facts = context.names.facts(name)
    if (facts === undefined) missing ??= name
    if (facts === undefined) return undefined
    const [other] = context.actors.get(name) ?? []
    const { unreachable } = other === undefined ? {} : traitsOf(other.kind, other.declaration.options.node)
    return { name, facts: referenceThrough(facts, through), ...(unreachable === undefined ? {} : { unreachable }) }
  }
  const resolved = resolve(
    declaration.options,
    kind.options,
    (placeholder, _, hexadecimal) => through((hexadecimal ? fillHexPlaceholder : fillText)(context.names, placeholder)),
    kind.shorthand,
    refer,
  )
  if (missing !== undefined)
    return { failure: failing(context, 'not-started', `“${own}” needs “${missing}”, which has not been started`) }
  if ('problems' in resolved) return { failure: failingWithFirst(context, resolved.problems, declaration.span) }
  return { options: resolved.value }
}

/** What the instances of a group share is resolved once for a step: it has no variable that could differ between them. */
const newest = new WeakMap<object, Resolved>()
interface Resolved {
  readonly declaration: ActorDeclaration
  readonly step: number
  readonly options: unknown
}
