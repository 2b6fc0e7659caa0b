import type { Plugin } from '../model/plugin.ts'
import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import { loadPlugin } from '../registry/load.ts'
import { createRegistry } from '../registry/registry.ts'

/**
 * The language as JSON Schema, with the built-in plugins and those named here as from a file of this path; or why a plugin cannot
 * be loaded.
 */
export async function schemaOf(
  builtIn: Registry,
  specifiers: readonly string[] = [],
  fromFile = '',
): Promise<{ readonly schema: object } | { readonly problems: readonly Problem[] }> {
  const plugins: Plugin[] = [...builtIn.plugins]
  const problems: Problem[] = []
  for (const specifier of specifiers) {
    const loaded = await loadPlugin(specifier, fromFile)
    if ('plugin' in loaded) plugins.push(loaded.plugin)
    else problems.push(loaded.problem)
  }
  const made = createRegistry(plugins)
  problems.push(...made.problems)
  if (problems.length > 0) return { problems }
  const { languageSchema } = await import('../schema/language.ts')
  return { schema: languageSchema(made.registry) }
}
