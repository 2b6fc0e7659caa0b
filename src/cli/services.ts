import { plugins } from '../../plugins/index.ts'
import type { Problem } from '../model/problem.ts'
import type { Source } from '../model/span.ts'
import type { Registry } from '../model/registry.ts'
import { registryOf, withPlugins } from '../pipeline.ts'
import type { Services } from '../pipeline.ts'
import { didYouMean } from '../text/suggest.ts'
import { toolsFor } from './tools.ts'
import type { Shell } from './shell.ts'

/** The services of a command that reads scenarios and needs no plugins: the built-in ones and the files of this machine. */
export function servicesFor(shell: Shell, vars: ReadonlyMap<string, string> = new Map()): Services {
  const { files, shown } = toolsFor(shell)
  return { files, shown, builtIn: registryOf(plugins), vars }
}

type Mistaken = { readonly problems: readonly Problem[]; readonly sources: ReadonlyMap<string, Source> }

/** The same with the plugins of the configuration; or what is wrong with those, or with the reporters that it names. */
export async function servicesWithPlugins(
  shell: Shell,
  vars?: ReadonlyMap<string, string>,
): Promise<{ readonly services: Services } | Mistaken> {
  const services = servicesFor(shell, vars)
  const made = await registryWithPlugins(shell, services.builtIn)
  if ('problems' in made) return made
  const usual = usualOf(shell)
  return { services: { ...services, builtIn: made.registry, ...(usual === undefined ? {} : { usual }) } }
}

function usualOf({ configuration }: Shell): Services['usual'] {
  const { limits, mask } = configuration?.settings ?? {}
  if (configuration === undefined || (limits === undefined && mask === undefined)) return undefined
  return { limits: limits?.value ?? {}, mask: mask?.value ?? [], sources: configuration.sources }
}

/** What the plugins of all projects that a call is for contribute together; or which of them cannot stand beside each other. */
export async function registryOfProjects(shell: Shell): Promise<{ readonly registry: Registry } | Mistaken> {
  const { configuration, projects } = shell
  if (configuration === undefined || projects === undefined) return registryWithPlugins(shell)
  const named = projects.flatMap((each) => each.configuration.settings.plugins?.value ?? [])
  const eachOnce = [...new Map(named.map((plugin) => [plugin.text, plugin])).values()]
  const made = await withPlugins(registryOf(plugins), eachOnce, configuration.file)
  if ('registry' in made) return made
  const hint = 'choose projects whose plugins can stand beside each other: --project NAME'
  const { sources } = configuration
  return { problems: made.problems.map((each) => (each.code === 'plugin-clash' ? { ...each, hint } : each)), sources }
}

export async function registryWithPlugins(
  { configuration }: Shell,
  builtIn: Registry = registryOf(plugins),
): Promise<{ readonly registry: Registry } | Mistaken> {
  if (configuration === undefined) return { registry: builtIn }
  const { file, settings, sources } = configuration
  const made = await withPlugins(builtIn, settings.plugins?.value ?? [], file)
  if ('problems' in made) return { ...made, sources }
  const { reporters } = made.registry
  const problems = (settings.reporters?.value ?? []).flatMap(({ name, span }): Problem[] => {
    const hint = didYouMean(name, reporters.keys(), 'there are') ?? '“scenario plugins” lists all names'
    return reporters.has(name) ? [] : [{ code: 'invalid-value', message: `there is no reporter “${name}”`, span, hint }]
  })
  return problems.length > 0 ? { problems, sources } : made
}
