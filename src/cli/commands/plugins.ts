import path from 'node:path'
import type { Plugin } from '../../model/plugin.ts'
import { didYouMean } from '../../text/suggest.ts'
import type { Common, Values, pluginsFlags } from '../options.ts'
import { contributionPage, pageOf, tableNames } from '../plugin-page.ts'
import { grammarVerbs } from '../../pipeline.ts'
import { registryOfProjects } from '../services.ts'
import type { Shell } from '../shell.ts'
import { coloursOf, reportProblems } from '../tools.ts'
import { grammarPage, customVerbNames, customVerbPages } from '../verb-page.ts'

type Args = Common & Partial<Values<typeof pluginsFlags>> & { readonly name?: string }

export async function execute(args: Args, shell: Shell): Promise<number> {
  if (args.test !== undefined && args.test.length > 0) {
    const { testPlugins } = await import('../test-plugins.ts')
    return testPlugins(args.test, args, shell)
  }
  const ready = await registryOfProjects(shell)
  if ('problems' in ready) return reportProblems(shell, args, ready.problems, ready.sources)
  const { plugins } = ready.registry
  const { bold } = await coloursOf(args, shell)
  const wanted = args.name
  if (wanted === undefined) {
    await shell.stdout.write(plugins.map((plugin) => pageOf(plugin, bold)).join('\n'))
    return 0
  }
  if (/[./\\@]/.test(wanted)) return showOutside(wanted, args, shell)
  const verbs = grammarVerbs(ready.registry)
  const plugin = plugins.find(({ name }) => name === wanted)
  const pages = [
    ...(plugin === undefined ? [] : [pageOf(plugin, bold)]),
    ...verbs.filter(({ name }) => name === wanted).map((verb) => grammarPage(verb, plugins, bold)),
    ...plugins.flatMap((each) => [...contributionPage(each, wanted, bold), ...customVerbPages(each, wanted, bold)]),
  ]
  if (pages.length > 0) {
    await shell.stdout.write(pages.join('\n'))
    return 0
  }
  const hint =
    didYouMean(wanted, [...namesOf(plugins), ...verbs.map(({ name }) => name)]) ?? '“scenario plugins” lists all names'
  const message = `nothing is called “${wanted}”`
  return reportProblems(shell, args, [{ code: 'unknown-plugin', message, hint }])
}

const namesOf = (all: readonly Plugin[]): Set<string> =>
  new Set(
    all.flatMap((each) => [
      each.name,
      ...tableNames.flatMap((table) => Object.keys(each[table] ?? {})),
      ...customVerbNames(each),
    ]),
  )

/** A plugin from a file or a package, and each thing that it contributes at length. */
async function showOutside(specifier: string, args: Args, shell: Shell): Promise<number> {
  const { loadPlugin } = await import('../../registry/load.ts')
  const { bold } = await coloursOf(args, shell)
  const loaded = await loadPlugin(specifier, path.join(shell.cwd, 'scenario.yaml'))
  if ('problem' in loaded) return reportProblems(shell, args, [loaded.problem])
  const { plugin } = loaded
  const parts = [...namesOf([plugin])].filter((name) => name !== plugin.name || plugin.actors?.[name] !== undefined)
  const pages = parts.flatMap((name) => [
    ...contributionPage(plugin, name, bold),
    ...customVerbPages(plugin, name, bold),
  ])
  await shell.stdout.write([pageOf(plugin, bold), ...pages].join('\n'))
  return 0
}
