import { describe, expect, test } from 'vitest'
import { insertMask } from '../../src/authoring/insert.ts'
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
