import { relative } from 'node:path'
import type { FileDeclaration, Template } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Failure } from '../../model/result.ts'
import { bytesOf } from '../opening/files.ts'
import { failing } from '../failure/failing.ts'
import { addRow, type RunContext } from '../context/run-context.ts'
import { reasonOf, removeInside, writeInside } from '../context/run-files.ts'
import { fillTemplate } from '../context/scope.ts'

/** `write` and `append`: files in the run's folder, one after another. */
export async function performWrite(
  context: RunContext,
  files: readonly FileDeclaration[],
  how: 'write' | 'append',
): Promise<Failure | undefined> {
  const { folder } = context
  for (const { name, content, mode } of files) {
    const written = { mode, append: how === 'append' }
    const did = how === 'append' ? 'appended to' : content === undefined ? 'made' : 'wrote'
    const made = content === undefined ? undefined : await bytesOf(context, content)
    if (made !== undefined && 'failure' in made) return made.failure
    const failure = changing(context, name, did, (path) => writeInside(folder.path, path, made?.bytes, written))
    if (failure !== undefined) return failure
  }
  return undefined
}

/** `remove`: files and folders of the run's folder. */
export function performRemove(context: RunContext, names: readonly Template[]): Failure | undefined {
  for (const name of names) {
    const failure = changing(context, name, 'removed', (path) => removeInside(context.folder.path, path))
    if (failure !== undefined) return failure
  }
  return undefined
}

/** Changes one file, with a row that names it from the run's folder on. */
function changing(
  context: RunContext,
  template: Template,
  did: string,
  change: (name: string) => string | undefined,
): Failure | undefined {
  const name = fillTemplate(context.names, template)
  const { span } = template
  try {
    const path = change(name)
    if (path === undefined) return outside(context, name, span)
    addRow(context, '', '#', `${did} ${relative(context.folder.path, path)}${name.endsWith('/') ? '/' : ''}`)
    return undefined
  } catch (error) {
    return cannot(context, name, span, did === 'removed' ? 'removed' : 'written', reasonOf(error))
  }
}

const outside = (context: RunContext, name: string, span: Span): Failure =>
  failing(context, 'invalid-value', `“${name}” would stand outside of the run's own folder`, {
    span,
    hint: 'give a name below ${tmp}, such as conf/server.conf',
  })

/** Why the system, or what stands there, does not let it. */
function cannot(context: RunContext, name: string, span: Span, what: string, reason: string): Failure {
  if (what === 'removed' && reason === 'ENOENT')
    return failing(context, 'step-failed', `“${name}” cannot be removed: it is not there`, { span })
  const folder = reason === 'it is a folder'
  return failing(context, folder ? 'step-failed' : 'cannot-write', `“${name}” cannot be ${what}: ${reason}`, {
    span,
    ...(folder && what === 'removed' ? { hint: 'the name of a folder ends in /' } : {}),
  })
}
