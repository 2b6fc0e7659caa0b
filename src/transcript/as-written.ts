import type { Row, Transcript } from '../model/transcript.ts'
import { headerOf, padding, tailHeading } from './write.ts'

const recordedLine = / · recorded (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC)$/
const zero = 0x30
const nine = 0x39
/** A text is longer before its rows' times begin to have so many digits. */
const mostDigits = 12

/**
 * True when a text is what `writeTranscript` makes of this transcript, times aside: then both have the same rows and header, and the text
 * need not be read.
 */
export function isAsWritten(text: string, transcript: Transcript): boolean {
  const { rows } = transcript
  const end = text.indexOf('\n', text.indexOf('\n') + 1)
  const recorded = recordedLine.exec(text.slice(0, Math.max(0, end)))?.[1]
  if (recorded === undefined || rows.length === 0) return false
  const header = `${headerOf({ ...transcript, recorded }).join('\n')}\n\n`
  if (!text.startsWith(header)) return false
  const padded = padding(rows.map((row) => row.lane))
  let at = header.length
  let tail = false
  for (const row of rows) {
    if (row.tail === true && !tail) {
      tail = true
      // The blank line before it is the header's where no row stands before.
      const heading = row === rows[0] ? `${tailHeading}\n` : `\n${tailHeading}\n`
      if (!text.startsWith(heading, at)) return false
      at += heading.length
    }
    at = endOfRow(text, at, row, padded(row.lane))
    if (at < 0) return false
  }
  return at === text.length
}

/** Where the next row begins; -1 where the one that begins here is another one. */
function endOfRow(text: string, from: number, { mark, text: shown }: Row, lane: string): number {
  let at = behindTime(text, from)
  if (at < 0 || !text.startsWith(lane, at)) return -1
  at += lane.length
  if (text[at] !== ' ' || text[at + 1] !== mark) return -1
  at += 2
  if (shown !== '') {
    if (text[at] !== ' ' || !text.startsWith(shown, at + 1)) return -1
    at += 1 + shown.length
  }
  return text[at] === '\n' ? at + 1 : -1
}

/** Behind a time and two blanks: `00:05  `. */
function behindTime(text: string, from: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at))) at += 1
  const minutes = at - from
  if (minutes < 2 || minutes > mostDigits || text[at] !== ':') return -1
  const tens = text.charCodeAt(at + 1)
  if (!isDigit(tens) || tens > zero + 5 || !isDigit(text.charCodeAt(at + 2))) return -1
  return text.startsWith('  ', at + 3) ? at + 5 : -1
}

const isDigit = (code: number): boolean => code >= zero && code <= nine
