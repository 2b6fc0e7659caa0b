import type { Style, StyledRun } from '../model/screen.ts'
import { colourNames } from '../text/colour-names.ts'

/** A line that a program has written, without escape sequences, and how parts of it look. */
export interface StyledLine {
  readonly text: string
  readonly styles: readonly StyledRun[]
}

type Drawn = { -readonly [Name in keyof Style]: Style[Name] }

/** CSI with its parameters and its last character, a string such as a title up to its end, or ESC and a character (ECMA-48, 5.3 to 5.6). */
const sequence = new RegExp(
  [
    String.raw`\u001b\[([0-?]*)[ -/]*([@-~])`,
    String.raw`\u001b[\]PX^_](?:[^\u0007\u001b]|\u001b(?!\\))*(?:\u0007|\u001b\\|$)`,
    String.raw`\u001b[ -/]*[0-~]`,
  ].join('|'),
  'y',
)

/**
 * The lines of what a program has written, with the looks that it chose (SGR; ECMA-48, 8.3.117; 256 colours and `#rrggbb` as xterm). What is
 * overwritten behind a carriage return is a line of its own; moves of the cursor are left out, so that a line that is drawn in another order
 * is none of these.
 */
export function styledLines(written: string): StyledLine[] {
  const lines: StyledLine[] = []
  let text = ''
  let styles: StyledRun[] = []
  let style: Drawn = {}
  const end = (): void => {
    lines.push({ text, styles })
    text = ''
    styles = []
  }
  const put = (piece: string): void => {
    const start = text.length
    text += piece
    const last = styles.at(-1)
    if (last !== undefined && last.end === start && last.style === style)
      styles[styles.length - 1] = { ...last, end: text.length }
    else if (Object.keys(style).length > 0) styles.push({ start, end: text.length, style })
  }
  for (let at = 0; at < written.length;) {
    const char = written.charAt(at)
    if (char === '\x1b') {
      sequence.lastIndex = at
      const found = sequence.exec(written)
      if (found?.[2] === 'm') style = styleAfter(style, found[1] ?? '')
      at += found?.[0].length ?? 1
    } else if (char < ' ') {
      if (char === '\n' || (char === '\r' && written[at + 1] !== '\n' && text !== '')) end()
      else if (char === '\t') put('\t')
      at += 1
    } else {
      const next = nextControl(written, at)
      put(written.slice(at, next))
      at = next
    }
  }
  if (text !== '') end()
  return lines
}

function nextControl(written: string, from: number): number {
  for (let at = from; at < written.length; at++) if (written.charCodeAt(at) < 0x20) return at
  return written.length
}

type Change = (style: Drawn) => void
const flag =
  (name: 'bold' | 'dim' | 'italic' | 'underline' | 'reverse'): Change =>
  (style) => {
    style[name] = true
  }
const without =
  (...keys: (keyof Style)[]): Change =>
  (style) => {
    for (const key of keys) delete style[key]
  }

/** What one number of SGR changes; colours have ranges of their own. */
const changes: Readonly<Record<number, Change>> = {
  1: flag('bold'),
  2: flag('dim'),
  3: flag('italic'),
  4: flag('underline'),
  7: flag('reverse'),
  22: without('bold', 'dim'),
  23: without('italic'),
  24: without('underline'),
  27: without('reverse'),
  39: without('color'),
  49: without('background'),
}

function styleAfter(before: Drawn, parameters: string): Drawn {
  const numbers = parameters.split(/[;:]/).map(Number)
  let style: Drawn = { ...before }
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] as number
    if (number === 0) style = {}
    else if (number === 38 || number === 48) {
      const found = extended(numbers, at + 1)
      at += found.length
      if (found.colour !== undefined) style[number === 38 ? 'color' : 'background'] = found.colour
    } else if (changes[number] !== undefined) changes[number](style)
    else setNamed(style, number)
  }
  return style
}

/** 30 to 37 and 90 to 97 are colours of the text, 40 to 47 and 100 to 107 of what is behind it. */
function setNamed(style: Drawn, number: number): void {
  const bright = number >= 90
  const base = number - (bright ? 60 : 0)
  if (base < 30 || base > 47 || base % 10 > 7) return
  style[base < 40 ? 'color' : 'background'] = colourNames[(base % 10) + (bright ? 8 : 0)] as string
}

/** What stands behind 38 or 48: `5;n` of the palette, or `2;r;g;b`. */
function extended(numbers: readonly number[], at: number): { readonly length: number; readonly colour?: string } {
  const [kind, ...rest] = numbers.slice(at, at + 4)
  if (kind === 5) return { length: 2, ...named(rest[0]) }
  if (kind !== 2) return { length: 1 }
  const hex = rest.map((part) => Math.min(255, part).toString(16).padStart(2, '0')).join('')
  return { length: 4, ...(/^[\da-f]{6}$/.test(hex) && { colour: `#${hex}` }) }
}

function named(number: number | undefined): { readonly colour?: string } {
  if (number === undefined || !(number >= 0 && number <= 255)) return {}
  return { colour: colourNames[number] ?? String(number) }
}
