import { printable, printableBytes } from '../../text/printable.ts'

/** Something that one end of a connection sent or received at once. */
export interface Piece {
  /** Its place in the order of the conversation: microseconds of a recording, with a fraction where several are the same; the index of a row of a transcript. */
  readonly order: number
  /** Microseconds. */
  readonly at: number
  /** What is compared with the other end: text of a row, or of a recording a character for each byte. */
  readonly content: string
  readonly binary: boolean
  readonly row?: number
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A character for each byte, so that parts of it can be cut and compared. */
export function contentOf(bytes: Uint8Array): string {
  let content = ''
  for (let at = 0; at < bytes.length; at += 8192) content += String.fromCharCode(...bytes.subarray(at, at + 8192))
  return content
}

/** What was sent as lines: its text, or hex where it is none. */
export function linesOf({ content, binary }: Pick<Piece, 'content' | 'binary'>): string[] {
  if (!binary) return [content]
  const bytes = Uint8Array.from(content, (character) => character.charCodeAt(0))
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    return [printableBytes(bytes, 16)]
  }
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  if (isMostlyControl(text)) return [printableBytes(bytes, 16)]
  return lines.map(printable)
}

/** Not a protocol of lines: a tenth of it are control characters other than blanks, line ends and escape. */
function isMostlyControl(text: string): boolean {
  let control = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code < 0x20 && !usual.has(code)) || code === 0x7f) control++
  }
  return control * 10 > text.length
}

/** Tab, line feed, form feed, carriage return, escape. */
const usual: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b])
