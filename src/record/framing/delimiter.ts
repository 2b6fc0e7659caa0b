import { isReadable } from './text.ts'

/** What ends messages that do not end with a line feed, with the words for it: NUL first, as it stands in no text. */
const candidates: readonly (readonly [string, string])[] = [
  ['\0', 'NUL'],
  ['\x04', 'EOT'],
  ['\x03', 'ETX'],
  ['\x1e', 'the record separator'],
  ['\f', 'a form feed'],
  ['\r', 'CR alone'],
  [';', '“;”'],
  ['|', '“|”'],
]

export interface Delimiter {
  readonly text: string
  readonly words: string
}

/** The character with which each of these streams ends, and that stands between texts in them; undefined where there is none. */
export function delimiterOf(streams: readonly Uint8Array[]): Delimiter | undefined {
  const used = streams.filter(({ length }) => length > 0)
  const found = candidates.find(([text]) => {
    const code = text.charCodeAt(0)
    if (!used.every((bytes) => bytes.at(-1) === code)) return false
    const pieces = used.flatMap((bytes) => divide(bytes, code))
    return pieces.length > 1 && pieces.some(({ length }) => length > 0) && pieces.every(isReadable)
  })
  return found === undefined ? undefined : { text: found[0], words: found[1] }
}

function divide(bytes: Uint8Array, code: number): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let from = 0
  for (let at = bytes.indexOf(code); at >= 0; at = bytes.indexOf(code, from)) {
    pieces.push(bytes.subarray(from, at))
    from = at + 1
  }
  return pieces
}
