import type { Framer } from '../../model/framer.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import { resolve } from '../../coercion/argument.ts'
import { failingWith } from '../failure/failing.ts'
import { guardFramer, noFramer } from '../guard/framer.ts'
import { pluginError, thrownMessage } from '../guard/plugin-error.ts'
import { fillPlaceholder, UnknownName } from '../context/scope.ts'
import { stopRun, type GuardContext, type RunNames } from '../context/run-context.ts'

/** The framing of this actor's lane: its own, else its kind's. Made when the actor is first needed, since it may name variables. */
export function framerOf(
  context: GuardContext & RunNames,
  declaration: ActorDeclaration,
  usual = context.registry.defaultFraming,
): Framer {
  const { framing: written } = declaration
  const name = written?.name ?? usual
  const framing = context.registry.framings.get(name)?.value
  if (framing === undefined) {
    pluginError(context, `the framing “${name}”, which the kind “${declaration.kind}” uses, is not there`)
    return noFramer
  }
  try {
    let wanted: unknown
    if (written === undefined) {
      const nothing = framing.wanted.safeParse(undefined)
      wanted = nothing.success ? nothing.data : undefined
    } else if (written.argument.value !== undefined) wanted = written.argument.value.parsed
    else {
      const resolved = resolve(written.argument, framing.wanted, (placeholder) =>
        fillPlaceholder(context.names, placeholder),
      )
      const [problem] = 'problems' in resolved ? resolved.problems : []
      if (problem !== undefined) {
        stopRun(context, failingWith(context, problem, written.span))
        return noFramer
      }
      wanted = 'value' in resolved ? resolved.value : undefined
    }
    return guardFramer(context, name, framing.compile(wanted))
  } catch (error) {
    if (error instanceof UnknownName) throw error
    pluginError(context, `the framing “${name}” of “${declaration.name}” threw: ${thrownMessage(error)}`, {
      span: declaration.span,
    })
    return noFramer
  }
}
