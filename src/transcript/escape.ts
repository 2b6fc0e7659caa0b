import { unprintableClass } from '../text/printable.ts'
import { whenUsed } from '../text/when-used.ts'

/** What must not stand in a transcript as it is: what is not printable, and the backslash that escapes it. */
const everyUnprintable = whenUsed(() => new RegExp(String.raw`[\\${unprintableClass}]`, 'gu'))
const everyControl = whenUsed(() => new RegExp(`[${unprintableClass}]`, 'gu'))
/** Text that has neither, as most has. */
const plain = /^[\x20-\x5b\x5d-\x7e]*$/
const trailingBlanks = /\s+$/

const shortForms: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' }

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
