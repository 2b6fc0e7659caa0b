import path from 'node:path'
import { plugins } from '../../../plugins/index.ts'
import { findConfigurations } from '../../config/find.ts'
import { problemCodes } from '../../model/problem.ts'
import type { Registry } from '../../model/registry.ts'
import { registryOf, withPlugins } from '../../pipeline.ts'
import { explain } from '../../report/explain.ts'
import { pageText } from '../../report/page.ts'
import type { Common, Values, explainFlags } from '../options.ts'
import { registryOfProjects } from '../services.ts'
import { columnsOf, type Shell } from '../shell.ts'
import { coloursOf, pluginsFrom, reportProblems, toolsFor } from '../tools.ts'

type Args = Common & Values<typeof explainFlags> & { readonly code?: string }

export async function execute(args: Args, shell: Shell): Promise<number> {
  const isOurs = args.code !== undefined && problemCodes.some((code) => code === args.code)
  const known = isOurs ? registryOf(plugins) : await configuredRegistry(shell)
  const loaded = await withPlugins(known, args.plugin ?? [], pluginsFrom(shell))
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

/** With the plugins of a configuration; where that cannot be used, its mistakes can be explained all the same. */
async function configuredRegistry(shell: Shell): Promise<Registry> {
  const builtIn = registryOf(plugins)
  const found = findConfigurations(shell.cwd)
  if (found.length === 0) return builtIn
  const { quietly } = await import('../configure.ts')
  const known = await quietly(found, shell)
  const made = known === undefined ? undefined : await registryOfProjects({ ...shell, ...known })
  return made !== undefined && 'registry' in made ? made.registry : builtIn
}
