import { isUtf8, type Buffer } from 'node:buffer'

interface ReadableText {
  readonly text: string
  /** Where each character ends, in bytes of the line and in UTF-16 units of the text. */
  readonly ends: readonly { readonly bytes: number; readonly characters: number }[]
}

/**
 * A line's text with the place of each character, so that a beginning of the text is a number of bytes. A character that is cut by
 * the end of what has come so far is left for later. Bytes that are no UTF-8 are read as Latin-1, one character each.
 */
export function readableText(line: Buffer, whole: boolean): ReadableText {
  const known = whole ? line : line.subarray(0, line.length - cutCharacter(line))
  const utf8 = isUtf8(known)
  const text = known.toString(utf8 ? 'utf8' : 'latin1')
  const ends: { bytes: number; characters: number }[] = []
  let bytes = 0
  let characters = 0
  for (const character of text) {
    bytes += utf8 ? utf8Length(character.codePointAt(0) ?? 0) : 1
    characters += character.length
    ends.push({ bytes, characters })
  }
  return { text, ends }
}

function utf8Length(codePoint: number): number {
  if (codePoint < 0x80) return 1
  if (codePoint < 0x800) return 2
  return codePoint < 0x1_0000 ? 3 : 4
}

/** How many bytes at the end begin a character that is not whole. */
function cutCharacter(line: Buffer): number {
  for (let back = 1; back <= 3 && back <= line.length; back++) {
    const byte = line[line.length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}
