import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import * as door from '../../src/plugin-author.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** Types leave nothing at run time, so that they are read from the lists of what is exported. */
function typesIn(file: string): string[] {
  const lists = [...read(file).matchAll(/export (type )?\{([^}]*)\}/g)]
  return lists.flatMap(([, all, list = '']) =>
    list
      .split(',')
      .map((name) => name.trim())
      .flatMap((name) => (name.startsWith('type ') ? name.slice(5) : all === undefined || name === '' ? [] : name)),
  )
}

const exported = [...Object.keys(door), ...typesIn('src/plugin.ts'), ...typesIn('src/net/index.ts')]
const page = read('docs/plugins.md')
/** Words that stand as code on the page, in blocks or between ticks. */
const named = new Set(
  [...page.matchAll(/^```[\s\S]*?^```|`[^`\n]+`/gm)].flatMap(([code]) => code.match(/[A-Za-z_]\w*/g) ?? []),
)

test('the module for plugins exports only what its page names', () => {
  expect(exported.length).toBeGreaterThan(100)
  expect(exported.filter((name) => !named.has(name)).sort()).toEqual([])
})

test('and all types of it are listed by name, so that none comes along', () => {
  expect(read('src/plugin.ts')).not.toMatch(/export type \*/)
})

test('what its page lists is there', () => {
  const section = page.slice(page.indexOf('## What the module exports'), page.indexOf('## When something is wrong'))
  const listed = [...section.matchAll(/`([A-Za-z]\w*)(?:\([^`]*\))?`/g)].map(([, name = '']) => name)
  expect(listed.length).toBeGreaterThan(60)
  expect(listed.filter((name) => !exported.includes(name))).toEqual([])
})
