import { grammar } from '../language/steps/grammar.ts'
import { aboutOf } from '../language/shape.ts'
import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import { withPlugins } from './with-plugins.ts'

/**
 * The language as JSON Schema, with the built-in plugins and those named here as from a file of this path; or why a plugin cannot
 * be loaded.
 */
export async function schemaOf(
  builtIn: Registry,
  specifiers: readonly string[] = [],
  fromFile = '',
): Promise<{ readonly schema: object } | { readonly problems: readonly Problem[] }> {
  const loaded = await withPlugins(builtIn, specifiers, fromFile)
  if ('problems' in loaded) return loaded
  const { languageSchema } = await import('../schema/language.ts')
  return { schema: languageSchema(loaded.registry) }
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
export function grammarVerbs(registry: Registry): readonly GrammarVerb[] {
  return [...grammar.verbs].map(([name, { about, examples, beside }]) => ({
    name,
    about,
    examples,
    beside: Object.entries(beside).map(([key, shape]) => [key, aboutOf(shape, registry)] as const),
  }))
}
