import ansiRegex from 'ansi-regex'
import stripAnsi from 'strip-ansi'
import { decodeText, encodeText, unfinishedBytes } from './byte-text.ts'

/** Text without escape sequences: colours, cursor moves, erasing, titles (ECMA-48; what strip-ansi takes for one). */
export const withoutEscapes = stripAnsi

/** A sequence that begins at `lastIndex`. */
const sequence = new RegExp(ansiRegex().source, 'y')
/** What a sequence begins with: ESC, or CSI as one character. */
const introducer = new RegExp(String.raw`[\u001b\u009b]`, 'g')
/** What may follow its beginning. With one of these every beginning of a sequence is whole. */
const ends = ['m', '[m', '\u0007', '\u001b\\', '\\']
/** A sequence that has more characters is none, so that no more is held back. */
const longest = 4096

/** Takes escape sequences out of a text that comes in pieces, wherever it is cut. */
export interface EscapeFilter {
  /** What is certain by now; the beginning of a sequence at the end of an unfinished line is held back. */
  feed(piece: string): string
  /** What was held back, when nothing more comes. */
  end(): string
  /** Something is held back now. */
  readonly holds: boolean
}

/** The result depends on the text alone, never on how it was cut. No sequence goes on behind the end of a line. */
export function escapeFilter(): EscapeFilter {
  let held = ''
  const take = (text: string, over: boolean): string => {
    let kept = ''
    let at = 0
    let newline = -1
    for (let next; (next = introducerFrom(text, at)) !== undefined;) {
      kept += text.slice(at, next)
      at = next
      if (newline < at) newline = lineEnd(text, at)
      const rest = text.slice(at, Math.min(newline, at + longest))
      if (!over && at + rest.length === text.length && rest.length < longest && mayGrow(rest)) {
        held = rest
        return kept
      }
      const length = lengthAt(rest)
      if (length === 0) kept += text.charAt(at)
      at += Math.max(1, length)
    }
    return kept + text.slice(at)
  }
  return {
    feed(piece) {
      const text = held + piece
      held = ''
      return take(text, false)
    },
    end() {
      const text = held
      held = ''
      return take(text, true)
    },
    get holds() {
      return held !== ''
    },
  }
}

/** Takes escape sequences out of bytes that come in pieces; all others come out as they are, also those that are no UTF-8. */
export interface ByteEscapeFilter {
  feed(piece: Buffer): Buffer
  end(): Buffer
}

export function byteEscapeFilter(): ByteEscapeFilter {
  const filter = escapeFilter()
  /** The beginning of a character. */
  let begun: Buffer | undefined
  let holds = false
  return {
    feed(piece) {
      if (!holds && !mayHoldEscapes(piece)) return piece
      const bytes = begun === undefined ? piece : Buffer.concat([begun, piece])
      const whole = bytes.length - unfinishedBytes(bytes)
      // A copy, since the piece may be valid only now.
      begun = whole < bytes.length ? Buffer.from(bytes.subarray(whole)) : undefined
      const kept = filter.feed(decodeText(bytes, 0, whole))
      holds = begun !== undefined || filter.holds
      return encodeText(kept)
    },
    end() {
      const rest = begun === undefined ? '' : decodeText(begun, 0, begun.length)
      begun = undefined
      holds = false
      return encodeText(filter.feed(rest) + filter.end())
    },
  }
}

/** ESC, or what CSI as one character begins with in UTF-8. */
const mayHoldEscapes = (bytes: Buffer): boolean => bytes.includes(0x1b) || bytes.includes(0xc2)

function lineEnd(text: string, from: number): number {
  const at = text.indexOf('\n', from)
  return at < 0 ? text.length : at
}

function introducerFrom(text: string, at: number): number | undefined {
  introducer.lastIndex = at
  return introducer.exec(text)?.index
}

/** Length of the sequence that the text begins with; 0 for none. */
function lengthAt(text: string): number {
  sequence.lastIndex = 0
  return sequence.exec(text)?.[0].length ?? 0
}

/** With more text behind it, a longer piece of it may be a sequence. */
const mayGrow = (text: string): boolean => ends.some((end) => lengthAt(text + end) > text.length)
