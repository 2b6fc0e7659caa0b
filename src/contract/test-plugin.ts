import type { Plugin } from '../model/plugin.ts'
import type { Problem } from '../model/problem.ts'
import { loadPlugin } from '../registry/load.ts'
import { createRegistry } from '../registry/registry.ts'
import { closeHoldings, closeOpen, onAccountOf, openHoldings, strayed, type Holdings } from '../run/guard/holdings.ts'
import type { Bench, ContractHost } from './bench.ts'
import { Findings, opened, saidBy, type Finding } from './finding.ts'
import { testCommand } from './command.ts'
import { testFraming } from './framing.ts'
import { testKind } from './kind.ts'
import { testMatcher } from './matcher.ts'
import { testNames } from './names.ts'
import { testFormat, testReporter } from './outputs.ts'
import { testSchemas } from './schemas.ts'

/**
 * Holds a plugin to its contract: its shape, its names and schemas, that loading it does nothing, and then each kind in hostile
 * timing, each matcher and framing on bytes cut in many ways. A problem when there is no such plugin at all.
 */
export async function testPlugin(
  specifier: string,
  fromFile: string,
  host: ContractHost,
): Promise<{ readonly name: string; readonly findings: readonly Finding[] } | { readonly problem: Problem }> {
  const found = new Findings()
  const stray: string[] = []
  const holdings = openHoldings(`the plugin “${specifier}”`, (error) => stray.push(saidBy(error)))
  host.strays?.add(strayed)
  try {
    const loaded = await onAccountOf(holdings, () => loadPlugin(specifier, fromFile))
    if ('problem' in loaded) {
      if (loaded.problem.code === 'unknown-plugin') return { problem: loaded.problem }
      await found.check('the plugin', 'has the shape of a plugin', () => loaded.problem.message)
      return { name: specifier, findings: found.all }
    }
    const { plugin } = loaded
    await found.check('the plugin', 'has the shape of a plugin', () => undefined)
    await found.check('the plugin', 'does nothing when it is loaded', async () => opened(await closeOpen(holdings)))
    await testContributions(plugin, found, benchOf(holdings, host, found))
    await found.check('the plugin', 'throws nothing that nobody catches', () => stray[0])
    return { name: plugin.name, findings: found.all }
  } finally {
    await closeHoldings(holdings)
    host.strays?.delete(strayed)
  }
}

/** The same for a plugin that is at hand, without what can be asked of its file alone. */
export async function testLoaded(plugin: Plugin, host: ContractHost): Promise<readonly Finding[]> {
  const found = new Findings()
  const holdings = openHoldings(`the plugin “${plugin.name}”`, () => {})
  try {
    await testContributions(plugin, found, benchOf(holdings, host, found))
    return found.all
  } finally {
    await closeHoldings(holdings)
  }
}

const benchOf = (holdings: Holdings, host: ContractHost, found: Findings): Bench => ({
  host,
  found,
  leaks: () => closeOpen(holdings),
  act: (work) => onAccountOf(holdings, work),
})

async function testContributions(plugin: Plugin, found: Findings, bench: Bench): Promise<void> {
  const { builtIn } = bench.host
  await testNames(plugin, found)
  const { problems } = createRegistry([...builtIn.plugins, plugin])
  const said = (code: Problem['code']) => problems.find((problem) => problem.code === code)?.message
  await found.check('the plugin', 'takes no name that is taken', () => said('plugin-clash'))
  await found.check('the plugin', 'names framings that are there and need no argument', () => said('broken-plugin'))
  await testSchemas(plugin, found)
  for (const [name, kind] of Object.entries(plugin.actors ?? {})) {
    await testCommand(name, kind, found)
    await testKind(name, kind, bench)
  }
  const { registry } = createRegistry([...builtIn.plugins, plugin])
  for (const [name, matcher] of Object.entries(plugin.matchers ?? {})) await testMatcher(name, matcher, registry, found)
  for (const [name, framing] of Object.entries(plugin.framings ?? {})) await testFraming(name, framing, found)
  for (const [name, format] of Object.entries(plugin.formats ?? {})) await testFormat(name, format, found)
  for (const [name, reporter] of Object.entries(plugin.reporters ?? {})) await testReporter(name, reporter, found)
}
