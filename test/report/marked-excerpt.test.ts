import { expect, test } from 'vitest'
import { fitMarked } from '../../src/report/marked-excerpt.ts'
import { widthOf } from '../../src/text/wrap.ts'

test('leaves out what is far from the mark, and no half of an escape', () => {
  const excerpt = String.raw`“…som\r\n│eth│ing\nabcdefghijklmnop│…”`
  expect(fitMarked(excerpt, 40)).toBe(excerpt)
  expect(fitMarked(excerpt, 30)).toBe(String.raw`“…som\r\n│eth│ing\na…klmnop│…”`)
  expect(fitMarked(excerpt, 16)).toBe(String.raw`“…\r\n│eth│ing…”`)
  expect(fitMarked(String.raw`“Z\xc3│\xbcrich am See…”`, 12)).toBe(String.raw`“…\xc3│…”`)
  expect(fitMarked(String.raw`“abcdefgh\u202eij│kl”`, 14)).toBe(String.raw`“…\u202eij│kl”`)
})

test('keeps the first of many marks', () => {
  expect(fitMarked(String.raw`“│h│e│l│l│o│\n│”`, 12)).toBe('“│h│e│llo…”')
})

test('an excerpt that is only a length is cut behind its beginning', () => {
  expect(fitMarked('123456789 bytes', 12)).toBe('123456789 b…')
})

test.each([
  `“${'漢'.repeat(20)}│${'字'.repeat(20)}”`,
  `“${'👩‍👩‍👧‍👦'.repeat(9)}│${'é́'.repeat(30)}│”`,
  `“${String.raw`\xff`.repeat(9)}│${'│'.repeat(40)}”`,
])('never takes more cells than there are: %s', (excerpt) => {
  for (let columns = 10; columns <= 40; columns++)
    expect(widthOf(fitMarked(excerpt, columns))).toBeLessThanOrEqual(columns)
})
