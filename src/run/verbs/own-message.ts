import type { Failure } from '../../model/result.ts'
import type { NamedArgument } from '../../model/scenario.ts'
import { resolve } from '../../coercion/argument.ts'
import { failing, failingWith, failingWithFirst } from '../failure/failing.ts'
import { ownActor } from '../guard/actor.ts'
import { mistakeInMessage } from '../guard/message.ts'
import { isProblemError, kindOf, thrownMessage } from '../guard/plugin-error.ts'
import { actAs } from '../guard/owner.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { fillPlaceholder } from '../context/scope.ts'
import type { RunContext } from '../context/run-context.ts'
import type { Made } from './made.ts'

/** A message in a form of the actor's kind. What the kind throws fails the step with the kind named, never the run. */
export function ownMessage(
  context: RunContext,
  endpoint: Endpoint,
  { name, argument, span }: NamedArgument,
): Made | { readonly failure: Failure } {
  const actor = actorOf(endpoint)
  const form = endpoint.instance.kind.messages?.[name]
  if (actor === undefined || form === undefined)
    return { failure: failing(context, 'wrong-verb', `“${endpoint.name}” cannot be sent “${name}”`, { span }) }
  const resolved = resolve(argument, form.wanted, (placeholder) => fillPlaceholder(context.names, placeholder))
  if ('problems' in resolved) return { failure: failingWithFirst(context, resolved.problems, span) }
  try {
    const written = actAs(context, endpoint.instance)(() => form.write(resolved.value, ownActor(actor)))
    const mistake = mistakeInMessage(written)
    if (mistake !== undefined) throw new TypeError(mistake)
    return { bytes: written.bytes, shown: written.shown, type: 'text' }
  } catch (error) {
    context.broken = true
    if (isProblemError(error)) return { failure: failingWith(context, error.problem) }
    const what = `${kindOf(context, endpoint.instance)} threw in its message “${name}”: ${thrownMessage(error)}`
    return { failure: failing(context, 'plugin-error', what, { lane: endpoint.name }) }
  }
}
