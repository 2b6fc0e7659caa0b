import { expect, test } from 'vitest'
import { screenLines } from '../../../src/record/programs/screen-lines.ts'

test('rows are drawn as they look, as many as there is room for', () => {
  const rows = [
    { text: 'a red one', wrapped: false, styles: [{ start: 2, end: 5, style: { color: 'red' } }] },
    { text: '', wrapped: false, styles: [{ start: 0, end: 3, style: { background: 'blue' } }] },
  ]
  const screen = { columns: 10, rows, cursor: [1, 1] as const }
  expect(screenLines(screen, 3)).toEqual(['a \u001b[31mred\u001b[0m one', '\u001b[44m   \u001b[0m', ''])
  expect(screenLines(screen, 1)).toHaveLength(1)
})
