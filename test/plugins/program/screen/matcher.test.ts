import { describe, expect, test } from 'vitest'
import { screen } from '../../../../plugins/program/screen/matcher.ts'
import { openEmulator } from '../../../../plugins/program/screen/emulator.ts'
import type { CompiledScreen } from '../../../../src/plugin.ts'

const none = { expectation: () => ({ on: 'screen' }) as never }

/** A number where a text is wanted is its source, as the core hands it over. */
const asSource = (written: unknown): unknown =>
  typeof written === 'object'
    ? Object.fromEntries(
        Object.entries(written as object).map(([key, value]) => [
          key,
          typeof value === 'number' ? String(value) : value,
        ]),
      )
    : written

const compiledOf = (written: unknown): CompiledScreen => {
  const parsed = screen.wanted.safeParse(asSource(written))
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('; '))
  return screen.compile(parsed.data, none) as CompiledScreen
}

async function shown(written: string, cols = 20, rows = 5) {
  const emulator = await openEmulator({ cols, rows })
  await emulator.write(written)
  const now = emulator.shown()
  emulator.close()
  return now
}

const painted =
  '\x1b[1mTitle\x1b[m\r\n  one\r\n\x1b[7m> two \x1b[m\r\n\x1b[31;4mred\x1b[m and \x1b[38;5;208mmore\x1b[m\x1b[2;3H'

describe('what is expected of a screen, and whether this one shows it', () => {
  test.each<readonly [unknown, boolean]>([
    ['Title', true],
    ['title', false],
    ['/^> (?<item>\\w+)$/', true],
    ['/^two/', false],
    ['/one\\n> two/', true],
    ['/TITLE/i', true],
    [{ text: 'one', rows: 2 }, true],
    [{ text: 'one', rows: '1..2' }, true],
    [{ text: 'one', rows: '3..9' }, false],
    [{ text: '/^$/', rows: 5 }, true],
    [{ cursor: [2, 3] }, true],
    [{ cursor: [2, 4] }, false],
    [{ text: 'Title', bold: true }, true],
    [{ text: 'Title', bold: false }, false],
    [{ text: 'one', bold: true }, false],
    [{ text: 'one', bold: false, reverse: false }, true],
    [{ text: 'two', reverse: true }, true],
    [{ rows: 3, reverse: true }, true],
    [{ rows: 2, reverse: true }, false],
    [{ rows: 5, reverse: true }, false],
    [{ text: 'red', color: 'red', underline: true }, true],
    [{ text: 'red', color: 'RED' }, true],
    [{ text: 'red and', color: 'red' }, false],
    [{ text: 'more', color: 208 }, true],
    [{ text: 'one', color: 'default', background: 'default' }, true],
    [{ text: 'Title', rows: 1, bold: true, cursor: [2, 3] }, true],
  ])('%j: %s', async (written, met) => {
    const compiled = compiledOf(written)
    expect(compiled.test(await shown(painted)) !== undefined).toBe(met)
  })

  test('of several the one that has the style', async () => {
    expect(compiledOf({ text: 'x', reverse: true }).test(await shown('x x \x1b[7mx\x1b[m'))).toBeDefined()
  })

  test('a row that goes on is one text, and keeps its places', async () => {
    const now = await shown('a word that is cut in t\x1b[1mwo\x1b[m', 10)
    expect(compiledOf({ text: 'that is cut in t' }).test(now)).toBeDefined()
    expect(compiledOf({ text: 'wo', bold: true, rows: 3 }).test(now)).toBeDefined()
  })

  test.each([
    ['日本語 and more', 10],
    ['123456789日本語', 10],
    ['12345678 日本語', 10],
    ['1234567  日本語', 10],
    ['e\u0301e\u0301 e\u0301 word', 5],
    ['🙂🙂🙂🙂  🙂', 10],
  ])('“%s” is found where it goes on in the next row of %i columns', async (written, cols) => {
    const now = await shown(written, cols)
    expect(now.rows[1]?.wrapped).toBe(true)
    expect(compiledOf(written).test(now)).toBeDefined()
  })

  test('wide characters take two cells and are one letter', async () => {
    const now = await shown('日本 \x1b[7mok\x1b[m')
    expect(compiledOf({ text: 'ok', reverse: true, cursor: [1, 8] }).test(now)).toBeDefined()
  })
})

test('it keeps the rows in which it stands, and what its groups matched', async () => {
  const now = await shown(painted)
  expect(compiledOf('/(?<item>two)/').test(now)).toEqual({ text: '> two', captures: { item: 'two' } })
  expect(compiledOf('/one\\n> t/').test(now)?.text).toBe('  one\n> two')
  expect(compiledOf({ rows: '1..2', bold: false, cursor: [2, 3] }).test(await shown('a\r\n b\x1b[2;3H'))?.text).toBe(
    'a\n b',
  )
})

test.each<readonly [unknown, string]>([
  ['Title', '“Title”'],
  ['/a+/', '/a+/'],
  [{ cursor: [2, 3] }, 'the cursor at row 2, column 3'],
  [{ text: 'x', rows: 3, reverse: true, bold: false }, '“x” in row 3, not bold, in reverse'],
  [{ rows: '1..3', color: 'red', background: 4 }, 'text in rows 1..3, in red, on blue'],
  [{ text: 'x', cursor: [1, 1] }, '“x”, with the cursor at row 1, column 1'],
])('%j is called %s', (written, words) => expect(compiledOf(written).shown).toBe(words))

test.each<readonly [unknown, object]>([
  [
    { text: 'one', rows: '3..4' },
    { row: 2, why: 'it stands in row 2' },
  ],
  [
    { text: 'one', bold: true },
    { row: 2, why: 'it is there, and not bold' },
  ],
  [
    { text: 'Title', bold: false },
    { row: 1, why: 'it is there, and bold' },
  ],
  [
    { text: 'one', color: 'red' },
    { row: 2, why: 'it is there, and not in red, but in default' },
  ],
  [
    { text: 'one', cursor: [1, 1] },
    { row: 2, why: 'the text is there, and the cursor is at row 2, column 3' },
  ],
  [{ cursor: [1, 1] }, { row: 2, why: 'the cursor is at row 2, column 3' }],
  [
    { text: 'nowhere', cursor: [2, 3] },
    { why: 'the text is not there; the cursor is at row 2, column 3, as expected' },
  ],
  [{ text: 'nowhere', cursor: [1, 1] }, { why: 'the text is not there; the cursor is at row 2, column 3' }],
  [
    { text: 'one', bold: true, cursor: [2, 3] },
    { row: 2, why: 'it is there, and not bold; the cursor is at row 2, column 3, as expected' },
  ],
  [
    { rows: 1, bold: true, cursor: [1, 1] },
    { row: 2, why: 'the look is as expected, and the cursor is at row 2, column 3' },
  ],
  ['Title ', { row: 1, why: 'a row has no blanks at its end: leave those of the text out' }],
  ['/^> two $/', { row: 3, why: 'a row has no blanks at its end: leave those of the text out' }],
  [
    { rows: 5, bold: true },
    { row: 5, why: 'there is nothing but blanks' },
  ],
  ['nowhere', {}],
  [{ text: 'one', rows: 9 }, { why: 'the screen has 5 rows' }],
])('where %j is missed', async (written, miss) => {
  expect(compiledOf(written).miss?.(await shown(painted))).toEqual(miss)
})

test.each<readonly [unknown, string]>([
  ['', 'expected a text; for an empty row write /^$/ with “rows”'],
  ['/(/', 'the regex does not compile'],
  [{}, 'expected a text, rows, a cursor or a style'],
  [{ rows: '3..1', text: 'x' }, 'expected a row or rows from the top'],
  [{ rows: 0, text: 'x' }, 'expected a row or rows from the top'],
  [{ rows: 3, cursor: [1, 1] }, '“rows” says where a text or a style is looked for'],
  [{ cursor: [0, 1] }, '>=1'],
  [{ color: 'reed', text: 'x' }, 'expected a colour'],
  [{ color: 256, text: 'x' }, 'expected a colour'],
])('%j is refused', (written, why) => {
  const parsed = screen.wanted.safeParse(asSource(written))
  expect(JSON.stringify(parsed)).toContain(why)
})
