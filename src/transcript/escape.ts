import { unprintableClass } from '../text/printable.ts'
import { whenUsed } from '../text/when-used.ts'

/** What must not stand in a transcript as it is: what is not printable, and the backslash that escapes it. */
const everyUnprintable = whenUsed(() => new RegExp(String.raw`[\\${unprintableClass}]`, 'gu'))
const everyControl = whenUsed(() => new RegExp(`[${unprintableClass}]`, 'gu'))
/** Text that has neither, as most has. */
const plain = /^[\x20-\x5b\x5d-\x7e]*$/
const trailingBlanks = /\s+$/
const escapes = /\\(?:\\|(<)|([tnr])|x([0-9a-f]{2})|u\{([0-9a-f]{1,6})\})/g

const shortForms: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' }
const longForms: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' }

/**
 * Text as a transcript writes it: `\\`, `\t`, `\n`, `\r`, `\x1b` for controls, `\xff` for a byte that was not UTF-8 (handed in as
 * the lone surrogate U+DCFF), `\u{202e}` for anything else that would not be seen, `\x20` for each trailing space.
 */
export function escapeText(text: string): string {
  return escapeEnd(escapePart(text))
}

/** A line of a transcript from elsewhere: what is escaped stays so, and what should have been is. */
export const escapeControls = (line: string): string =>
  plain.test(line) ? line : line.replace(everyControl(), escapeOne)

/** The same without the spaces at the end, for a part of a text. */
export function escapePart(text: string): string {
  return plain.test(text) ? text : text.replace(everyUnprintable(), escapeOne)
}

/** What is left to do for a text whose parts are escaped: the spaces at its end. */
export function escapeEnd(text: string): string {
  return endsBlank(text) ? text.replace(trailingBlanks, (blanks) => Array.from(blanks, escapeOne).join('')) : text
}

/** The inverse of `escapeText`, and of the escape of a literal name. A backslash that begins no escape stands for itself. */
export function unescapeText(text: string): string {
  if (!text.includes('\\')) return text
  return text.replace(escapes, (whole: string, bracket?: string, letter?: string, byte?: string, point?: string) => {
    if (bracket !== undefined) return bracket
    if (letter !== undefined) return longForms[letter] ?? whole
    if (byte !== undefined) return String.fromCharCode(byteOrSurrogate(Number.parseInt(byte, 16)))
    if (point === undefined) return '\\'
    const code = Number.parseInt(point, 16)
    return code > 0x10ffff ? whole : String.fromCodePoint(code)
  })
}

function escapeOne(character: string): string {
  const short = shortForms[character]
  if (short !== undefined) return short
  const code = character.codePointAt(0) as number
  if (code < 0x80) return `\\x${hex(code)}`
  return code >= 0xdc80 && code <= 0xdcff ? `\\x${hex(code - 0xdc00)}` : `\\u{${hex(code)}}`
}

function endsBlank(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last === 0x20 || (last > 0x7f && trailingBlanks.test(text))
}

const hex = (code: number): string => code.toString(16).padStart(2, '0')
const byteOrSurrogate = (byte: number): number => (byte < 0x80 ? byte : 0xdc00 + byte)
