import path from 'node:path'
import { plugins } from '../../../plugins/index.ts'
import { problemCodes } from '../../model/problem.ts'
import { registryOf, withPlugins } from '../../pipeline.ts'
import { explain } from '../../report/explain.ts'
import { pageText } from '../../report/page.ts'
import type { Common, Values, explainFlags } from '../options.ts'
import { columnsOf, type Shell } from '../shell.ts'
import { coloursOf, pluginsFrom, reportProblems, toolsFor } from '../tools.ts'

type Args = Common & Values<typeof explainFlags> & { readonly code?: string }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const loaded = await withPlugins(registryOf(plugins), args.plugin ?? [], pluginsFrom(shell))
  if ('problems' in loaded) return reportProblems(shell, args, loaded.problems)
  const pages = loaded.registry.plugins.flatMap(({ problems = {} }) => Object.entries(problems))
  if (args.code === undefined) {
    const codes = [...problemCodes, ...pages.map(([code]) => code)]
    await shell.stdout.write(`${codes.join('\n')}\n`)
    return 0
  }
  const read = toolsFor(shell).files.read(path.join(shell.home, 'docs', 'problems.md'))
  if ('problem' in read) return reportProblems(shell, args, [read.problem])
  const page = new TextDecoder().decode(read.bytes)
  const further = pages.map(([code, text]) => `\n## ${code}\n\n${text}\n`)
  const found = explain(`${page}${further.join('')}`, args.code)
  if ('page' in found) {
    const { isTTY } = shell.stdout
    const columns = isTTY === true ? columnsOf(shell.stdout) : undefined
    await shell.stdout.write(pageText(found.page, await coloursOf(args, shell), columns))
    return 0
  }
  const near = found.suggestions.map((code) => `“${code}”`).join(', ')
  const hint = near === '' ? '“scenario explain” lists all codes' : `did you mean ${near}?`
  return reportProblems(shell, args, [
    { code: 'usage', message: `there is no problem with the code “${args.code}”`, hint },
  ])
}
