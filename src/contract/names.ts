import type { Plugin } from '../model/plugin.ts'
import type { Findings } from './finding.ts'

const name = /^[a-z][a-z\d]*(?:-[a-z\d]+)*$/
const longest = 160

/** Everything that has a name and an about line in a plugin, by what messages call it. */
export function namedParts(plugin: Plugin): { subject: string; name: string; about: unknown }[] {
  const tables = {
    kind: plugin.actors,
    matcher: plugin.matchers,
    framing: plugin.framings,
    content: plugin.contents,
    format: plugin.formats,
    reporter: plugin.reporters,
  }
  const parts: { subject: string; name: string; about: unknown }[] = []
  for (const [what, table] of Object.entries(tables))
    for (const [key, { about }] of Object.entries<{ readonly about: unknown }>(table ?? {}))
      parts.push({ subject: `${what} “${key}”`, name: key, about })
  for (const [kind, { verbs }] of Object.entries(plugin.actors ?? {}))
    for (const [key, { about }] of Object.entries(verbs ?? {}))
      parts.push({ subject: `verb “${key}” of “${kind}”`, name: key, about })
  return parts
}

/** Names are small words joined by hyphens, and each has one line that explains it. */
export async function testNames(plugin: Plugin, found: Findings): Promise<void> {
  const parts = namedParts(plugin)
  await found.check('the plugin', 'contributes something', () =>
    parts.length > 0 ? undefined : 'all of its tables are empty',
  )
  await found.check('the plugin', 'has names of small letters, digits and hyphens', () => {
    const odd = parts.filter((part) => !name.test(part.name)).map(({ subject }) => subject)
    return odd.length === 0 ? undefined : odd.join(', ')
  })
  await found.check('the plugin', 'describes itself and its parts in one line each', () => {
    const odd = [{ subject: 'the plugin itself', about: plugin.about as unknown }, ...parts].filter(
      ({ about }) => !isLine(about),
    )
    return odd.length === 0 ? undefined : odd.map(({ subject }) => subject).join(', ')
  })
}

const isLine = (about: unknown): boolean =>
  typeof about === 'string' && about.trim() !== '' && about.length <= longest && !/[\n\r]|\.$/.test(about)
