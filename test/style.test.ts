import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { plugins } from '../plugins/index.ts'
import { verbs } from '../src/language/verbs/index.ts'

const root = path.resolve(import.meta.dirname, '..')

/** Names and abbreviations, which keep their capitals wherever they stand. */
const names =
  /^(?:[A-Z]{2,}\d*\b|JUnit|WebSocket|Unix|Markdown|Node|YAML|TypeScript|GitHub|Ctrl|Signal names|[A-Z]\w*Error)/

/** What is wrong with how a text begins or ends; undefined when nothing is. */
function mistakeIn(text: string): string | undefined {
  if (/^[A-Z]/.test(text) && !names.test(text)) return 'begins with a capital'
  if (/[^.…]\.$/.test(text)) return 'ends with a full stop'
  return text.trim() === text && text !== '' ? undefined : 'is empty, or has blanks around it'
}

/** Every `about`, and every description of an option, that a value holds. */
function* aboutsIn(value: unknown, place: string, seen = new Set<unknown>()): Generator<readonly [string, string]> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return
  seen.add(value)
  const { about, description, _zod } = value as { about?: unknown; description?: unknown; _zod?: { def: unknown } }
  if (typeof about === 'string') yield [place, about]
  if (_zod !== undefined) {
    if (typeof description === 'string') yield [place, description]
    yield* aboutsIn(_zod.def, place, seen)
  } else for (const [key, inner] of Object.entries(value)) yield* aboutsIn(inner, `${place}.${key}`, seen)
}

describe('abouts and descriptions begin small and end without a full stop', () => {
  test.each(plugins.map((plugin) => [plugin.name, plugin] as const))('of the plugin %s', (name, plugin) => {
    const abouts = [...aboutsIn(plugin, name)]
    expect(abouts.length).toBeGreaterThan(1)
    expect(abouts.flatMap(([place, text]) => (mistakeIn(text) === undefined ? [] : [`${place}: ${text}`]))).toEqual([])
  })

  test('of the verbs of the language', () => {
    const abouts = Object.entries(verbs).map(([name, { about }]) => `${name}: ${about}`)
    expect(abouts.filter((each) => mistakeIn(each.slice(each.indexOf(': ') + 2)) !== undefined)).toEqual([])
  })
})

describe('messages and hints begin small and end without a full stop', () => {
  const files = ['src', 'plugins'].flatMap((place) =>
    readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/^(?:cli\/(?:parse|commands|options)|contract)/.test(name))
      .map((name) => path.join(place, name)),
  )
  /** Where a message or a hint stands: named so, or an argument of what makes a problem. */
  const reported =
    /(?:\b(?:message|hint|error|why)(?:: string)?\s*[:=]\s*|\b(?:report|refuse|failing|misbehave|fault|broken|unknown|nonsense)\((?:[^()'"`]*,\s*)?(?:'[a-z]+(?:-[a-z]+)*',\s*)?)(?<quote>['"`])(?<text>(?:\\.|(?!\k<quote>).)*)\k<quote>/gs

  test.each(files)('%s', (file) => {
    const texts = [...readFileSync(path.join(root, file), 'utf8').matchAll(reported)].map(
      ({ groups }) => groups!['text']!,
    )
    // A template that begins with a value says nothing of how that begins.
    const judged = texts.filter((text) => text !== '' && !text.startsWith('${'))
    expect(judged.filter((text) => mistakeIn(text.trim()) !== undefined && !/\$\{[^}]*$/.test(text))).toEqual([])
  })
})
