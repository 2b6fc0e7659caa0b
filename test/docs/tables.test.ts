import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { actorOptionNames } from '../../src/language/actors/options.ts'
import { modifierNames } from '../../src/language/expectations/modifiers.ts'
import { messageForms } from '../../src/language/shapes/messages.ts'
import { stepModifiers } from '../../src/language/steps/modifiers.ts'
import { topKeyNames } from '../../src/language/top/index.ts'
import { limitNames } from '../../src/language/top/limits.ts'
import { verbs } from '../../src/language/verbs/index.ts'

const page = (name: string): string => readFileSync(path.resolve(import.meta.dirname, '../../docs', name), 'utf8')

/** The words in the first column of the table whose header begins so, without what stands behind their colon. */
function firstColumn(name: string, header: string): string[] {
  const lines = page(name).split('\n')
  const from = lines.findIndex((line) => line.startsWith(header))
  expect(from, `${name} has a table that begins with “${header}”`).not.toBe(-1)
  const rows = lines.slice(from + 2)
  const cells = rows.slice(0, rows.findIndex((line) => !line.startsWith('|'))).map((line) => line.split('|')[1] ?? '')
  return cells.flatMap((cell) => [...cell.matchAll(/`([\w-]+)(?::[^`]*)?`/g)].map(([, word = '']) => word))
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)].sort()

describe('a table of the manual names what the language has, and nothing else', () => {
  test.each([
    ['keys at the top', 'language.md', '| key | meaning |', topKeyNames],
    ['modifiers of expectations', 'expectations.md', '| modifier | meaning |', modifierNames],
    ['options of every actor', 'actors.md', '| option | meaning |', actorOptionNames],
  ])('%s', (_, file, header, names) => {
    expect(distinct(firstColumn(file, header))).toEqual(
      distinct(names),
    )
  })

  test('verbs, in the order of what they are for', () => {
    const rows = page('language.md').split('## Verbs')[1]?.split('\n## ')[0] ?? ''
    const named = [...rows.matchAll(/\[`([\w-]+)`\]\(steps\.md/g)].map(([, verb = '']) => verb)
    expect(distinct(named)).toEqual(distinct(Object.keys(verbs)))
  })
})

describe('a section names each word that belongs there', () => {
  test('limits', () => {
    expect(limitNames.filter((name) => !page('language.md').includes(`${name}: `))).toEqual([])
  })

  test('forms of a message', () => {
    expect(Object.keys(messageForms).filter((form) => !page('steps.md').includes(`| \`{ ${form}: `))).toEqual([])
  })

  test('words beside a verb', () => {
    const beside = [...Object.keys(stepModifiers), ...Object.values(verbs).flatMap((verb) => Object.keys(verb.beside))]
    expect(beside.filter((word) => !page('steps.md').includes(`\`${word}: `))).toEqual([])
  })
})
