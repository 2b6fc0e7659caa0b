import path from 'node:path'
import { plugins } from '../../../plugins/index.ts'
import { registryOf, schemaOf } from '../../pipeline.ts'
import type { Common, Values, schemaFlags } from '../options.ts'
import type { Shell } from '../shell.ts'
import { refuse, toolsFor } from '../tools.ts'

type Args = Common & Values<typeof schemaFlags>

/** Code 3 when the file cannot be written: the surroundings are to blame. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  // Plugins are found as if a file in the working directory had named them.
  const from = path.join(shell.cwd, 'scenario.yaml')
  const made = await schemaOf(registryOf(plugins), args.plugin ?? [], from)
  if ('problems' in made) return refuse(shell, args, made.problems)
  const text = printSchema(made.schema)
  if (args.out === undefined) {
    await shell.stdout.write(text)
    return 0
  }
  const { files, shown, absolute } = toolsFor(shell)
  const file = absolute(args.out)
  const problem = files.write(file, text)
  if (problem !== undefined) {
    await refuse(shell, args, [problem])
    return 3
  }
  await shell.stdout.write(`wrote ${shown(file)}\n`)
  return 0
}

/** As it is written into files, too: each definition on a line, so that it stays small and a change shows where it is. */
export function printSchema(schema: object): string {
  const { $defs = {}, ...rest } = schema as { readonly $defs?: object }
  const lines = Object.entries($defs).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)}`)
  const head = JSON.stringify(rest, undefined, 2).replace(/\n\}$/, '')
  return `${head},\n  "$defs": {\n${lines.join(',\n')}\n  }\n}\n`
}
