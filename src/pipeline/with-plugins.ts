import type { Plugin } from '../model/plugin.ts'
import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import type { Span } from '../model/span.ts'
import { loadPlugin } from '../registry/load.ts'
import { besideMatchers } from '../language/steps/grammar.ts'
import { createRegistry } from '../registry/registry.ts'
import { pushAll } from '../text/push-all.ts'

/** What the built-in plugins contribute and those named here, as from a file of this path; or why one cannot be loaded. */
export async function withPlugins(
  builtIn: Registry,
  specifiers: readonly (string | { readonly text: string; readonly span: Span })[],
  fromFile: string,
): Promise<{ readonly registry: Registry } | { readonly problems: readonly Problem[] }> {
  if (specifiers.length === 0) return { registry: builtIn }
  const plugins: Plugin[] = [...builtIn.plugins]
  const problems: Problem[] = []
  for (const specifier of specifiers) {
    const { text, span } = typeof specifier === 'string' ? { text: specifier } : specifier
    const loaded = await loadPlugin(text, fromFile)
    if ('plugin' in loaded) plugins.push(loaded.plugin)
    else problems.push(span === undefined ? loaded.problem : { ...loaded.problem, span })
  }
  const made = createRegistry(plugins, besideMatchers)
  pushAll(problems, made.problems)
  return problems.length > 0 ? { problems } : { registry: made.registry }
}
