import type { Failure } from '../../model/result.ts'
import type { FileDeclaration, NamedArgument } from '../../model/scenario.ts'
import { plainArgument, resolve } from '../../coercion/argument.ts'
import { failing, failingWithFirst } from '../failure/failing.ts'
import { isProblemError } from '../guard/plugin-error.ts'
import { fillPlaceholder, fillTemplate } from '../context/scope.ts'
import type { RunContext } from '../context/run-context.ts'

/** Writes the scenario's `files` into the run's folder; what plugins make of some is waited for. */
export async function writeFiles(context: RunContext): Promise<Failure | undefined> {
  for (const file of context.scenario.files) {
    const made = file.content === undefined ? textOf(context, file) : await contentOf(context, file.content)
    if (typeof made === 'object' && 'failure' in made) return made.failure
    const name = fillTemplate(context.names, file.name)
    if (!context.folder.write(name, made, file.mode))
      return failing(context, 'invalid-value', `the file “${name}” would stand outside the run's folder`, {
        span: file.name.span,
      })
  }
  return undefined
}

const textOf = ({ names }: RunContext, { text }: FileDeclaration): string | undefined =>
  text === undefined ? undefined : fillTemplate(names, text)

type Made = string | Uint8Array | { readonly failure: Failure }

async function contentOf(context: RunContext, { name, argument, span }: NamedArgument): Promise<Made> {
  const content = context.registry.contents.get(name)?.value
  if (content === undefined) return ''
  const refer = (actor: string) => ({ name: actor, facts: {} })
  const fill = (placeholder: (typeof argument.placeholders)[number]) => fillPlaceholder(context.names, placeholder)
  const resolved = resolve(argument, content.argument, fill, undefined, refer)
  if ('problems' in resolved) return { failure: failingWithFirst(context, resolved.problems, span) }
  try {
    return await content.make(resolved.value, {
      run: context.key,
      dir: context.names.dir,
      actor(actor) {
        const declaration = context.scenario.actors.get(actor)
        return declaration && { kind: declaration.kind, options: plainArgument(declaration.options.node).value?.parsed }
      },
    })
  } catch (error) {
    if (!isProblemError(error)) throw error
    context.broken = true
    const { code, message, hint } = error.problem
    return {
      failure: failing(context, code, message, { span: argument.node.span, ...(hint === undefined ? {} : { hint }) }),
    }
  }
}
