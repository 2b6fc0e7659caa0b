import { schemaOf } from '../../pipeline.ts'
import type { Common, Values, schemaFlags } from '../options.ts'
import { registryOfProjects } from '../services.ts'
import type { Shell } from '../shell.ts'
import { pluginsFrom, reportProblems, writeOut } from '../tools.ts'

type Args = Common & Values<typeof schemaFlags>

export async function execute(args: Args, shell: Shell): Promise<number> {
  const ready = await registryOfProjects(shell)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  if (args.config === true) {
    const { configurationSchema } = await import('../../config/schema.ts')
    return put(`${JSON.stringify(configurationSchema(ready.registry), undefined, 2)}\n`, args, shell)
  }
  const made = await schemaOf(ready.registry, args.plugin ?? [], pluginsFrom(shell))
  if ('problems' in made) return reportProblems(shell, args, made.problems)
  return put(printSchema(made.schema), args, shell)
}

async function put(text: string, args: Args, shell: Shell): Promise<number> {
  if (args.out === undefined || args.out === '-') {
    await shell.stdout.write(text)
    return 0
  }
  return writeOut(shell, args, args.out, text, 'wrote')
}

/** As it is written into files, too: each definition on a line, so that it stays small and a change shows where it is. */
export function printSchema(schema: object): string {
  const { $defs = {}, ...rest } = schema as { readonly $defs?: object }
  const lines = Object.entries($defs).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  const head = JSON.stringify(rest, undefined, 2).replace(/\n\}$/, '')
  return `${head},\n  "$defs": {\n${lines.join(',\n')}\n  }\n}\n`
}
