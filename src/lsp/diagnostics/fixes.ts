import type { Problem } from '../../model/problem.ts'
import { correctedIn } from '../../scenario/reading/corrected.ts'
import { distance, meantIn } from '../../text/suggest.ts'
import { lineAround } from '../workspace/lines.ts'

/** What to write in the place of [start, end), as the hint of a problem says. */
export interface Fix {
  readonly title: string
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The replacements that a problem's hint proposes, in the text that its span points into. */
export function fixesOf({ span, hint }: Problem, text: string): Fix[] {
  if (span === undefined || hint === undefined || span.end > text.length) return []
  const corrected = correctedIn(hint)
  if (corrected !== undefined) return [quoted(corrected, span, text) ?? []].flat()
  return meantIn(hint).map((meant) => {
    const place = nearest(text.slice(span.start, span.end), meant)
    return { title: `Write “${meant}”`, start: span.start + place.start, end: span.start + place.end, text: meant }
  })
}

const bare = (text: string): string => text.replaceAll(/["'\\]/g, '').trim()

/** The corrected line in place of the author's, or the corrected key in place of theirs. */
function quoted(
  corrected: string,
  span: { readonly start: number; readonly end: number },
  text: string,
): Fix | undefined {
  const line = lineAround(text, span.start)
  const written = text.slice(line.start, line.end)
  const start = line.start + (written.length - written.trimStart().length)
  const whole = { start, end: line.start + written.trimEnd().length }
  const place = [whole, span].find(({ start, end }) => bare(text.slice(start, end)) === bare(corrected))
  return place && { title: `Write ${corrected}`, start: place.start, end: place.end, text: corrected }
}

/** The word in a text that is most like what is meant; all of it where what is meant is no single word. */
function nearest(text: string, meant: string): { readonly start: number; readonly end: number } {
  const whole = { start: 0, end: text.length }
  if (!/^[\w-]+$/.test(meant)) return whole
  const words = [...text.matchAll(/[\w-]+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    apart: distance(match[0].toLowerCase(), meant.toLowerCase()),
  }))
  return words.sort((a, b) => a.apart - b.apart)[0] ?? whole
}
