import { isAbsolute, join } from 'node:path'
import type { Failure } from '../../model/result.ts'
import type { NamedArgument, WrittenContent } from '../../model/scenario.ts'
import { resolve } from '../../coercion/argument.ts'
import { readRegular } from '../../disk/read-regular.ts'
import { plainOf } from '../../registry/traits.ts'
import { encodeText } from '../../text/byte-text.ts'
import { isBase64 } from '../../text/units.ts'
import { failing, failingWithFirst } from '../failure/failing.ts'
import { isProblemError } from '../guard/plugin-error.ts'
import { reasonOf, writeInside } from '../context/run-files.ts'
import { fillPlaceholder, fillPlain, fillTemplate } from '../context/scope.ts'
import type { RunContext } from '../context/run-context.ts'

/** Writes the scenario's `files` into the run's folder; what plugins make of some is waited for. */
export async function writeFiles(context: RunContext): Promise<Failure | undefined> {
  for (const { name: template, content, mode } of context.scenario.files) {
    const made = content === undefined ? undefined : await bytesOf(context, content)
    if (made !== undefined && 'failure' in made) return made.failure
    const name = fillTemplate(context.names, template)
    if (writeInside(context.folder.path, name, made?.bytes, { mode }) === undefined)
      return failing(context, 'invalid-value', `the file “${name}” would stand outside the run's folder`, {
        span: template.span,
      })
  }
  return undefined
}

type Made = { readonly bytes: Uint8Array } | { readonly failure: Failure }

/** What is to stand in a file, with variables filled in. */
export function bytesOf(context: RunContext, content: WrittenContent): Promise<Made> | Made {
  const { names } = context
  if (content.as === 'own') return contentOf(context, content.form)
  const { as, text } = content
  if (as === 'text') return { bytes: encodeText(fillTemplate(names, text)) }
  const written = fillPlain(names, text)
  const failure = (code: 'invalid-value' | 'cannot-read', message: string): Made => ({
    failure: failing(context, code, message, { span: text.span }),
  })
  if (as === 'base64')
    return isBase64(written)
      ? { bytes: Buffer.from(written, 'base64') }
      : failure('invalid-value', `“${written}” is not base64 with padding`)
  try {
    return { bytes: readRegular(isAbsolute(written) ? written : join(names.dir, written)) }
  } catch (error) {
    context.broken = true
    return failure('cannot-read', `the file “${written}” cannot be read: ${reasonOf(error)}`)
  }
}

async function contentOf(context: RunContext, { name, argument, span }: NamedArgument): Promise<Made> {
  const content = context.registry.contents.get(name)?.value
  if (content === undefined) return { bytes: new Uint8Array() }
  const refer = (actor: string) => ({ name: actor, facts: {} })
  const fill = (placeholder: (typeof argument.placeholders)[number]) => fillPlaceholder(context.names, placeholder)
  const resolved = resolve(argument, content.argument, fill, undefined, refer)
  if ('problems' in resolved) return { failure: failingWithFirst(context, resolved.problems, span) }
  try {
    const made = await content.make(resolved.value, {
      run: context.key,
      dir: context.names.dir,
      actor(actor) {
        const declaration = context.scenario.actors.get(actor)
        return declaration && { kind: declaration.kind, options: plainOf(declaration.options.node) }
      },
    })
    return { bytes: typeof made === 'string' ? Buffer.from(made) : made }
  } catch (error) {
    if (!isProblemError(error)) throw error
    context.broken = true
    const { code, message, hint } = error.problem
    return {
      failure: failing(context, code, message, { span: argument.node.span, ...(hint === undefined ? {} : { hint }) }),
    }
  }
}
