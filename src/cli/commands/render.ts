import path from 'node:path'
import type { DrawOptions, Format } from '../../model/format.ts'
import { withPlugins } from '../../pipeline.ts'
import { isProblemError } from '../../run/guard/plugin-error.ts'
import { didYouMean } from '../../text/suggest.ts'
import { openedWhole } from '../open-conversation.ts'
import type { Common, Values, renderFlags } from '../options.ts'
import { registryWithPlugins } from '../services.ts'
import type { Shell } from '../shell.ts'
import { pluginsFrom, reportProblems, writeOut } from '../tools.ts'

type Args = Common & Values<typeof renderFlags> & { readonly file: string }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const ready = await registryWithPlugins(shell)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const loaded = await withPlugins(ready.registry, args.plugin ?? [], pluginsFrom(shell))
  if ('problems' in loaded) return reportProblems(shell, args, loaded.problems)
  const { formats } = loaded.registry
  const named = args.to ?? [...formats.values()].find(({ value }) => value.default === true)?.name ?? ''
  const format = formats.get(named)?.value
  if (format === undefined) {
    const hint = didYouMean(named, formats.keys(), 'there are')
    const message = `there is no format “${named}”`
    return reportProblems(shell, args, [{ code: 'usage', message, ...(hint === undefined ? {} : { hint }) }])
  }
  const found = await openedWhole(args.file, shell, args, { verdict: true, replay: true })
  if (found === undefined) return 2
  const { transcript, replay } = found
  const options = { ...drawOptions(args), ...(replay && { replay }) }
  try {
    return await deliver(await format.write(transcript, options), args, format, shell)
  } catch (error) {
    if (isProblemError(error)) return reportProblems(shell, args, [error.problem])
    const message = `the format “${named}” threw: ${error instanceof Error ? error.message : String(error)}`
    await reportProblems(shell, args, [{ code: 'plugin-error', message }])
    return 3
  }
}

const drawOptions = ({ width }: Args): DrawOptions =>
  width !== undefined && width > 0 ? { width: Math.floor(width) } : {}

async function deliver(drawn: string | Uint8Array, args: Args, format: Format, shell: Shell): Promise<number> {
  if (args.out === '-') {
    await shell.stdout.write(drawn)
    return 0
  }
  const file = args.out ?? path.basename(args.file).replace(/\.(?:ya?ml|txt|jsonl)$/i, '') + format.extension
  return writeOut(shell, args, file, drawn, 'drew')
}
