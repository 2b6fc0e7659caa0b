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

/** A verb of the language, as its page shows it. */
export interface GrammarVerb {
  readonly name: string
  readonly about: string
  /** How it is written, without the dash. */
  readonly examples: readonly string[]
  /** What may stand beside it, with what that is. */
  readonly beside: readonly (readonly [name: string, about: string])[]
}

/** The verbs of the language itself; those of kinds are in the plugins. */
export async function grammarVerbs(): Promise<readonly GrammarVerb[]> {
  const { coreVerbs } = await import('../schema/verbs.ts')
  return Object.entries(coreVerbs({})).map(([name, { about, examples, beside = {} }]) => ({
    name,
    about,
    examples,
    beside: Object.entries(beside).map(([key, { description }]) => [key, String(description ?? '')] as const),
  }))
}
