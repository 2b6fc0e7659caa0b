import { describe, expect, test } from 'vitest'
import { insertMask } from '../../src/authoring/insert.ts'
import { asWritten } from '../../src/authoring/as-written.ts'
import { texts } from '../fuzz/shipped.ts'
import { readDocument } from '../../src/scenario/read.ts'

const rest = 'actors:\n  server: tcp-server\nsteps:\n  - start: server\n'
const pid = { match: String.raw`pid (\d+)`, as: '<pid>', lane: 'server' }
const written = String.raw`{ match: /pid (\d+)/, as: <pid>, lane: server }`

describe('one more mask', () => {
  test.each([
    ['without any', 'scenario: A\n\n# who\n', `scenario: A\nmask: [${written}]\n\n# who\n`],
    ['behind a title with a comment', 'scenario: A # b\n', `scenario: A # b\nmask: [${written}]\n`],
    [
      'behind a text of several lines',
      'scenario: A\nabout: |\n  one\n  two\n',
      `scenario: A\nabout: |\n  one\n  two\nmask: [${written}]\n`,
    ],
    ['in brackets', 'scenario: A\nmask: [uuid] # c\n', `scenario: A\nmask: [uuid, ${written}] # c\n`],
    ['in empty brackets', 'scenario: A\nmask: []\n', `scenario: A\nmask: [${written}]\n`],
    [
      'in brackets over several lines',
      'scenario: A\nmask: [\n  uuid, # c\n  size\n]\n',
      `scenario: A\nmask: [\n  uuid, # c\n  size, ${written}\n]\n`,
    ],
    ['beside a single one', 'scenario: A\nmask: uuid # c\n', `scenario: A\nmask: [uuid, ${written}] # c\n`],
    [
      'beside a single pattern',
      'scenario: A\nmask: { match: a, as: b }\n',
      `scenario: A\nmask: [{ match: a, as: b }, ${written}]\n`,
    ],
    ['where none is written', 'scenario: A\nmask:\n', `scenario: A\nmask: [${written}]\n`],
    [
      'in a list',
      'scenario: A\nmask:\n  - uuid\n  - size # c\n\n',
      `scenario: A\nmask:\n  - uuid\n  - size # c\n  - ${written}\n\n`,
    ],
    ['in a list that is not set in', 'scenario: A\nmask:\n- uuid\n', `scenario: A\nmask:\n- uuid\n- ${written}\n`],
    [
      'below a pattern of two lines',
      'scenario: A\nmask:\n  - match: a\n    as: b\n',
      `scenario: A\nmask:\n  - match: a\n    as: b\n  - ${written}\n`,
    ],
    [
      'below a single pattern of two lines',
      'scenario: A\nmask:\n  match: a\n  as: b\n',
      `scenario: A\nmask:\n  - match: a\n    as: b\n  - ${written}\n`,
    ],
  ])('%s', (_, before, after) => {
    expect(insertMask(before + rest, pid)).toBe(after + rest)
    const ends = (text: string) => text.replaceAll('\n', '\r\n')
    expect(insertMask(ends(before + rest), pid)).toBe(ends(after + rest))
    expect(readDocument(new TextEncoder().encode(after + rest), 'a', 'a')).toHaveProperty('document')
  })

  test('a name that comes with the language, a text that needs quotes, behind a byte order mark', () => {
    expect(insertMask(`\ufeffscenario: A\n${rest}`, { builtin: 'uuid' })).toBe(
      `\ufeffscenario: A\nmask: [uuid]\n${rest}`,
    )
    expect(insertMask(`scenario: A\n${rest}`, { match: "it's (\\d+)", as: 'it’s: <n>, now' })).toBe(
      `scenario: A\nmask: [{ match: /it's (\\d+)/, as: "it’s: <n>, now" }]\n${rest}`,
    )
  })

  test('none in what is no YAML', () => {
    expect(insertMask('a: [', pid)).toBeUndefined()
    expect(insertMask('- a\n', pid)).toBeUndefined()
  })
})

const hostile = [
  `# only a comment\n\nscenario: A\n\n\nmask: # why\n  - uuid # one\n\n  # two\n  - match: |-\n      a: b\n    as: c\n\n${rest}`,
  `{ scenario: A, mask: [uuid, { match: "a]", as: "}" } ], actors: { a: tcp-server }, steps: [{ start: a }] }\n`,
  `{ scenario: A, actors: { a: tcp-server }, steps: [{ start: a }] }`,
  `scenario: A\n${rest}mask: uuid`,
  `scenario: A\n${rest}mask:\n  - uuid`,
  `scenario: A\nmask: { match: a,\n  as: b }\n${rest}`,
  `scenario: >-\n  A\n  b\n\n# c\n${rest}`,
  `scenario: "A\n  b"   # c\n${rest}`,
  `"mask": uuid\n"scenario": A\n${rest}`,
  `scenario: A\nmask:\n  -\n    match: a\n    as: b\n  - uuid\n${rest}`,
  `scenario: 😀 é\nmask: [ uuid , ]\n${rest}`,
  `scenario: A\nmask: ~\n${rest}`,
  `---\nscenario: A\n${rest}`,
  `x-rules: &rules [uuid]\nscenario: A\nmask: *rules # why\n${rest}`,
  `x-rules: &rule { match: a, as: b }\nscenario: A\nmask: *rule\n${rest}`,
  `x-rules: &rule uuid\nscenario: A\nmask: *rule\n${rest}`,
  `x-rules: &rule { match: a, as: b }\nscenario: A\nmask: [uuid, *rule] # c\n${rest}`,
  `x-rules: &rule { match: a, as: b }\nscenario: A\nmask:\n  - uuid\n  - *rule # c\n\n${rest}`,
  `x-rules: &rule { match: a, as: b }\nscenario: A\nmask: &all\n  - uuid\n  - &other\n    match: c\n    as: d\n${rest}`,
]

const layouts = [
  (text: string) => text,
  (text: string) => text.replaceAll(/\r?\n/g, '\r\n'),
  (text: string) => text.trimEnd(),
  (text: string) => `\ufeff${text}`,
]

describe('all else stays as it was, with either line end, without the last one, behind a byte order mark', () => {
  test.each([...hostile, ...hostile.map((text) => text.replace('scenario: A', 'scenario: A # c'))])('%s', (text) => {
    for (const layout of layouts) insertsOnly(layout(text))
  })

  test('in the shipped scenarios', () => {
    for (const [at, text] of texts.entries()) insertsOnly(layouts[at % layouts.length]!(text))
  })
})

function insertsOnly(before: string): void {
  const plain = plainOf(before)
  if (plain === undefined || Array.isArray(plain)) return
  const after = insertMask(before, pid) as string
  const { 'x-rules': _rules, ...others } = plainOf(after) ?? {}
  const mask = [...rulesOf(plain['mask']), { ...pid, match: `/${pid.match}/` }]
  expect(others).toEqual({ ...plain, 'x-rules': undefined, mask })
  expect(isWithin(before.replace('mask: ~', 'mask: '), after)).toBe(true)
  expect(after.replaceAll('\r\n', '').includes(before.includes('\r\n') ? '\n' : '\r')).toBe(false)
}

function plainOf(text: string): Record<string, unknown> | undefined {
  const read = readDocument(new TextEncoder().encode(text), 'a', 'a')
  return 'document' in read ? (asWritten(read.document.root) as Record<string, unknown>) : undefined
}

const rulesOf = (mask: unknown): unknown[] =>
  Array.isArray(mask) ? mask : mask === undefined || mask === null ? [] : [mask]

/** Every character of the one stands in the other, in the same order. */
function isWithin(text: string, longer: string): boolean {
  let at = 0
  for (const character of longer) if (text.startsWith(character, at)) at += character.length
  return at === text.length
}
