const escapes = /\\(?:\\|(<)|([tnr])|x([0-9a-f]{2})|u\{([0-9a-f]{1,6})\})/g
const longForms: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' }

/** The inverse of `escapeText` (src/transcript/escape.ts), and of the escape of a literal name: a byte that was not UTF-8 becomes a lone surrogate. A backslash that begins no escape stands for itself. */
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

const byteOrSurrogate = (byte: number): number => (byte < 0x80 ? byte : 0xdc00 + byte)
