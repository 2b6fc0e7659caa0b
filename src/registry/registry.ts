import type { Plugin, Table } from '../model/plugin.ts'
import { problemCodes, type Problem } from '../model/problem.ts'
import type { Contribution, Registry } from '../model/registry.ts'
import { own } from '../text/own.ts'

/**
 * Everything that the plugins contribute, by name. Of two contributions of one name the first stays, and the second is a problem, as
 * is a matcher whose name is `reserved` (a word that may stand beside one), and a problem code of the core.
 */
export function createRegistry(
  plugins: readonly Plugin[],
  reserved: readonly string[],
): { readonly registry: Registry; readonly problems: Problem[] } {
  const problems: Problem[] = []
  const once = [...new Set(plugins)]
  const collect = <T>(
    what: string,
    tableOf: (plugin: Plugin) => Table<T> | undefined,
    taken: readonly string[] = [],
    holder = 'the language itself has that word',
  ): Map<string, Contribution<T>> => {
    const all = new Map<string, Contribution<T>>()
    for (const plugin of once) {
      for (const [name, value] of Object.entries(tableOf(plugin) ?? {})) {
        const other = all.get(name)
        if (other === undefined && !taken.includes(name)) all.set(name, { name, plugin: plugin.name, value })
        else problems.push(clash(what, name, plugin.name, other?.plugin, holder))
      }
    }
    return all
  }
  const kinds = collect('kind of actor', (plugin) => plugin.actors)
  const matchers = collect('matcher', (plugin) => plugin.matchers, reserved)
  const framings = collect('framing', (plugin) => plugin.framings)
  collect('problem code', (plugin) => plugin.problems, problemCodes, 'the core has that code')
  const registry: Registry = {
    plugins: once,
    kinds,
    matchers,
    framings,
    contents: collect('content of a file', (plugin) => plugin.contents),
    formats: collect('format', (plugin) => plugin.formats),
    reporters: collect('reporter', (plugin) => plugin.reporters),
    words: wordsOf(once),
    commandKind: [...kinds.values()].find(({ value }) => value.commands === true)?.name,
    defaultFraming: [...framings.values()].find(({ value }) => value.default === true)?.name ?? '',
    shorthands: new Map(
      [...matchers.values()]
        .reverse()
        .flatMap(({ name, value: { shorthand } }) => (shorthand === undefined ? [] : [[shorthand, name] as const])),
    ),
  }
  return {
    registry,
    get problems() {
      return [...problems, ...framingsMissing(registry)]
    },
  }
}

function wordsOf(plugins: readonly Plugin[]): Registry['words'] {
  const all: Record<string, readonly (string | readonly string[])[]> = {}
  for (const { words = {} } of plugins)
    for (const [word, meant] of Object.entries(words)) all[word] = [...(own(all, word) ?? []), ...meant]
  return all
}

/** What a line is on a kind's lane must be known, and needs no argument there: a kind names a framing and nothing more. */
function framingsMissing({ kinds, framings }: Registry): Problem[] {
  return [...kinds.values()].flatMap(({ name, plugin, value: { framing } }): Problem[] => {
    if (framing === undefined) return []
    const known = framings.get(framing)?.value
    const why =
      known === undefined
        ? 'which no plugin provides'
        : known.wanted.safeParse(undefined).success
          ? undefined
          : 'which needs an argument'
    if (why === undefined) return []
    const message = `the kind “${name}” of the plugin “${plugin}” has the framing “${framing}”, ${why}`
    const hint = `name a framing that needs no argument: ${[...framings.keys()].join(', ')}`
    return [{ code: 'broken-plugin', message, hint }]
  })
}

function clash(what: string, name: string, plugin: string, other: string | undefined, holder: string): Problem {
  const owner = other === undefined ? holder : `“${other}” has one already`
  const hint =
    other === plugin
      ? 'two plugins of one name are loaded: leave one out'
      : 'leave one of the plugins out, or rename what it contributes'
  return {
    code: 'plugin-clash',
    message: `the plugin “${plugin}” brings a ${what} called “${name}”, and ${owner}`,
    hint,
  }
}
