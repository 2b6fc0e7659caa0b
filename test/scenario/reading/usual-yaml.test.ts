import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'
import { TreeReader } from '../../../src/scenario/reading/tree.ts'
import { readUsual } from '../../../src/scenario/reading/usual-yaml.ts'

const shipped = globSync('scenarios/**/*.yaml').map((file) => readFileSync(file, 'utf8'))

/** What the library makes of a text: its tree, or that it has a problem. */
function byLibrary(text: string): unknown {
  const reader = new TreeReader({ file: 'x.yaml', shown: 'x.yaml', text })
  const root = reader.read()
  return reader.problems.length > 0 ? 'a problem' : root
}

const byUs = (text: string): unknown => readUsual({ file: 'x.yaml', shown: 'x.yaml', text })

/** Where it is read at all, it is read as the library reads it. */
function isAlike(text: string): boolean {
  const ours = byUs(text)
  if (ours === undefined) return false
  expect(ours, text).toEqual(byLibrary(text))
  return true
}

test('most shipped scenarios are written in the usual forms', () => {
  expect(shipped.filter(isAlike).length).toBeGreaterThan(shipped.length * 0.7)
})

test.each([
  ['lists in the column of their key, and further in', 'a:\n- b\n- c\nd:\n  - e\n'],
  ['maps in lists in lists', 'a:\n  - - b: 1\n      c: 2\n    - d\n  - e: {}\n'],
  ['braces over several lines', 'a: { b: [c,\n  d], e: "f" }\ng: [\n  h\n  ]\n'],
  ['quotes and escapes', `a: "b\\n\\"\\\\ $\{c}"\nd: 'e''$\{f}'\n"g h": i\n`],
  ['values that are no text', 'a: 1\nb: -1.5e3\nc: true\nd: ~\ne: 007\nf: .5\n'],
  ['signs inside of a text', 'a: b#c:d-e, {f}\n/x: \\d+ ?\ng.h$: 2..3\n'],
  [
    'comments',
    '# a\n\nb: c # d\ne: # f\n  # g\n  h: i\n  #j\n  k: { l: m } # n  \n\n# o\np:\n  - q\n  # r\n  - s # t\n',
  ],
  ['texts below a sign', `a: |\n  b # c\n\n    d: $\{e}\n\n\nf:\n  - |\n    g\n  # h\n  - i: |\n      j\n`],
  ['empty lines, blanks at the end, and no end of the last line', 'a:  \n\n  b: c  \n\n\nd: e'],
])('%s are usual', (_, text) => expect(isAlike(text)).toBe(true))

test.each([
  ['a comment that may be a text', 'a: b #c\n'],
  ['a comment inside of braces', 'a: { b: c, # d\n  e: f }\n'],
  ['a comment behind a list of maps', 'a:\n  - b: c\n# d\ne: f\n'],
  ['an anchor', 'a: &b c\n'],
  ['an alias', 'a: *b\n'],
  ['a tag', 'a: !b c\n'],
  ['a merge', 'a: { <<: b }\n'],
  ['a key twice', 'a: b\na: c\n'],
  ['a folded text', 'a: >\n  b\n'],
  ['a text below a sign that says more', 'a: |-\n  b\n'],
  ['a text whose lines end with blanks', 'a: |\n  b \n'],
  ['a text on two lines', 'a: b\n  c\n'],
  ['no value', 'a:\n'],
  ['two documents', 'a: b\n---\nc: d\n'],
  ['a key that is a list', '[a]: b\n'],
  ['no map', '- a\n'],
  ['lines that stand too far out', 'a: [b,\nc]\n'],
  ['a tab', 'a:\tb\n'],
  ['a long map', Array.from({ length: 300 }, (_, at) => `a${at}: b\n`).join('')],
  ['many levels', `a: ${'['.repeat(60)}${']'.repeat(60)}\n`],
])('%s is left to the library', (_, text) => expect(byUs(text)).toBeUndefined())

/** Signs that mean something to YAML, and some that do not. */
const pieces = [
  ...'a:-,?#&*!|>%@`"\'{}[]~=<\\$/.0 \n',
  'b',
  'é',
  '😀',
  ': ',
  '- ',
  '\n  ',
  '\n    ',
  '\n- ',
  'a: ',
  '"a": ',
  ' #',
  ' # b\n',
  '|\n',
  ' |\n    b\n',
  '\n# b\n',
  '\n  # b\n  ',
  '\\n',
  '\\x41',
  '${b}',
  '"${b}\\n"',
  '--- ',
  '...',
  '<<',
  '\t',
  '\r\n',
  '\u2028',
  '{ a: b }',
  '[a, b]',
  'null',
  '1.50',
]
const further = ['# a', '#', 'a: b # c', 'd: |', 'e', '- f', '- g: |', 'h:', 'i: { j: k } # l', 'm: [n,', 'o ]', '']
const piece = fc.constantFrom(...pieces)
const seed = Number(process.env['FUZZ_SEED'] ?? 10)
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 4000)

describe('whatever is written', () => {
  test('is read as the library reads it, or not at all: pieces', () => {
    const lines = fc.array(
      fc.array(piece, { maxLength: 6 }).map((line) => line.join('')),
      { maxLength: 5 },
    )
    const text = fc.tuple(fc.constantFrom('', 'a: ', 'a:\n  '), lines).map(([begin, more]) => begin + more.join('\n'))
    let read = 0
    fc.assert(
      fc.property(text, (text) => void (read += Number(isAlike(text)))),
      { numRuns, seed },
    )
    expect(read).toBeGreaterThan(numRuns / 200)
  })

  test('is read as the library reads it, or not at all: shipped scenarios with a change', () => {
    const usual = shipped.filter((text) => byUs(text) !== undefined && text.length < 2000)
    const change = fc.tuple(fc.nat(), fc.nat({ max: 3 }), piece)
    const changed = fc.tuple(fc.constantFrom(...usual), fc.array(change, { minLength: 1, maxLength: 2 }))
    let read = 0
    fc.assert(
      fc.property(changed, ([text, changes]) => {
        const made = changes.reduce((text, [place, length, piece]) => {
          const at = place % text.length
          return text.slice(0, at) + piece + text.slice(at + length)
        }, text)
        read += Number(isAlike(made))
      }),
      { numRuns: numRuns / 4, seed },
    )
    expect(read).toBeGreaterThan(numRuns / 20)
  })

  test('is read as the library reads it, or not at all: shipped scenarios with further lines', () => {
    const usual = shipped.filter((text) => byUs(text) !== undefined && text.length < 2000)
    const line = fc
      .tuple(fc.constantFrom('', '  ', '    ', '      '), fc.constantFrom(...further))
      .map((parts) => parts.join(''))
    const changed = fc.tuple(
      fc.constantFrom(...usual),
      fc.array(fc.tuple(fc.nat(), line), { minLength: 1, maxLength: 3 }),
    )
    let read = 0
    fc.assert(
      fc.property(changed, ([text, changes]) => {
        const made = changes.reduce((text, [place, line]) => {
          const lines = text.split('\n')
          return lines.toSpliced(place % lines.length, 0, line).join('\n')
        }, text)
        read += Number(isAlike(made))
      }),
      { numRuns: numRuns / 4, seed },
    )
    expect(read).toBeGreaterThan(numRuns / 100)
  })
})
