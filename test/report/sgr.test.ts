import { expect, test } from 'vitest'
import { withStyle } from '../../src/report/sgr.ts'
import type { Style } from '../../src/model/screen.ts'

test.each<[Style, string]>([
  [{ bold: true, underline: true, reverse: true }, '1;4;7'],
  [{ dim: true, italic: true }, '2;3'],
  [{ color: 'red', background: 'bright-white' }, '31;107'],
  [{ color: '208', background: '#0a0bff' }, '38;5;208;48;2;10;11;255'],
])('%j', (style, codes) => expect(withStyle('a', style)).toBe(`\u001b[${codes}ma\u001b[0m`))

test('without a style there is the text alone', () => expect(withStyle('a', {})).toBe('a'))
