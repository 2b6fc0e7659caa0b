import type { Style } from '../model/screen.ts'
import { colourNames } from '../text/colour-names.ts'

/** Select Graphic Rendition (ECMA-48, 8.3.117). */
const attributes = {
  bold: 1,
  dim: 2,
  italic: 3,
  underline: 4,
  reverse: 7,
} as const

/** A text in a style of its own, as SGR sequences (ECMA-48 8.3.117); all styles end behind it. */
export function withStyle(text: string, style: Style): string {
  const codes = [
    ...Object.entries(attributes).flatMap(([name, code]) => (style[name as keyof typeof attributes] ? [code] : [])),
    ...colourCodes(style.color, 30),
    ...colourCodes(style.background, 40),
  ]
  return codes.length === 0 ? text : `\u001b[${codes.join(';')}m${text}\u001b[0m`
}

/** `base` is 30 for the text, 40 for what is behind it; the bright colours are 60 above, 8 the others by number or value (xterm). */
function colourCodes(colour: string | undefined, base: 30 | 40): number[] {
  if (colour === undefined) return []
  if (colour.startsWith('#')) return [base + 8, 2, ...Buffer.from(colour.slice(1), 'hex')]
  const number = Number(colour)
  if (Number.isInteger(number)) return [base + 8, 5, number]
  const place = (colourNames as readonly string[]).indexOf(colour)
  if (place < 0) return []
  return [base + (place < 8 ? place : 60 + place - 8)]
}
