import type { Plugin } from '../model/plugin.ts'
import type { Problem } from '../model/problem.ts'
import { loadPlugin } from '../registry/load.ts'
import { besideMatchers } from '../language/steps/grammar.ts'
import { createRegistry } from '../registry/registry.ts'
import {
  closeHandles,
  closeOpen,
  onAccountOf,
  trackHandles,
  uncaught,
  type OpenHandles,
} from '../run/guard/open-handles.ts'
import type { TestContext, ContractHost } from './test-context.ts'
import { Findings, opened, thrownMessage, type Finding } from './finding.ts'
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
  const found = new Findings(host.patience)
  const thrown: string[] = []
  const openHandles = trackHandles(`the plugin “${specifier}”`, (error) => thrown.push(thrownMessage(error)))
  host.uncaughtHandlers?.add(uncaught)
  try {
    const loaded = await onAccountOf(openHandles, () => loadPlugin(specifier, fromFile))
    if ('problem' in loaded) {
      if (loaded.problem.code === 'unknown-plugin') return { problem: loaded.problem }
      await found.check('the plugin', 'has the shape of a plugin', () => loaded.problem.message)
      return { name: specifier, findings: found.all }
    }
    const { plugin } = loaded
    await found.check('the plugin', 'has the shape of a plugin', () => undefined)
    await found.check('the plugin', 'does nothing when it is loaded', async () => opened(await closeOpen(openHandles)))
    await testContributions(plugin, found, testContextOf(openHandles, host, found))
    await found.check('the plugin', 'throws nothing that is not caught', () => thrown[0])
    return { name: plugin.name, findings: found.all }
  } finally {
    await closeHandles(openHandles)
    host.uncaughtHandlers?.delete(uncaught)
  }
}

/** The same for a plugin that is at hand, without what can be asked of its file alone. */
export async function testLoaded(plugin: Plugin, host: ContractHost): Promise<readonly Finding[]> {
  const found = new Findings(host.patience)
  const openHandles = trackHandles(`the plugin “${plugin.name}”`, () => {})
  try {
    await testContributions(plugin, found, testContextOf(openHandles, host, found))
    return found.all
  } finally {
    await closeHandles(openHandles)
  }
}

const testContextOf = (openHandles: OpenHandles, host: ContractHost, found: Findings): TestContext => ({
  host,
  found,
  leaks: () => closeOpen(openHandles),
  act: (work) => onAccountOf(openHandles, work),
})

async function testContributions(plugin: Plugin, found: Findings, testContext: TestContext): Promise<void> {
  const { builtIn } = testContext.host
  await testNames(plugin, found)
  const { problems } = createRegistry([...builtIn.plugins, plugin], besideMatchers)
  const printed = (code: Problem['code']) => problems.find((problem) => problem.code === code)?.message
  await found.check('the plugin', 'takes no name that is taken', () => printed('plugin-clash'))
  await found.check('the plugin', 'names framings that are there and need no argument', () => printed('broken-plugin'))
  await testSchemas(plugin, found)
  for (const [name, kind] of Object.entries(plugin.actors ?? {})) {
    await testCommand(name, kind, found)
    await testKind(name, kind, testContext)
  }
  const { registry } = createRegistry([...builtIn.plugins, plugin], besideMatchers)
  for (const [name, matcher] of Object.entries(plugin.matchers ?? {})) await testMatcher(name, matcher, registry, found)
  for (const [name, framing] of Object.entries(plugin.framings ?? {})) await testFraming(name, framing, found)
  for (const [name, format] of Object.entries(plugin.formats ?? {})) await testFormat(name, format, found)
  for (const [name, reporter] of Object.entries(plugin.reporters ?? {})) await testReporter(name, reporter, found)
}
