import type { Failure } from '../model/result.ts'
import { cut, cutAround } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { paint, underline } from './underline.ts'
import { widthOf } from '../text/wrap.ts'
import { labelled, shortened } from './labelled.ts'

/** So many places of a message that differ are named. */
const differencesShown = 5
type Range = readonly [number, number]

/** What was expected, cut to where it differs from the nearest miss, and of which actor. */
export function expectedRow(failure: Failure, palette: Palette, room: number, full: boolean): string[] {
  const { wanted = '', lane, nearest } = failure
  const from = lane === undefined ? '' : `  from ${lane}`
  const ranges = nearest?.expected ?? []
  const shown = full ? wanted : cutAround(wanted, [], columnsFor(lane, room), ranges[0]).text
  return labelled('Expected', [shown + (full || from.length + 20 <= room ? palette.dim(from) : '')], palette.green)
}

/** Both are cut to the same width, or they would be cut at different places. */
const columnsFor = (lane: string | undefined, room: number): number =>
  Math.max(20, room - (lane === undefined ? 0 : widthOf(`  from ${lane}`)))

/** The nearest miss under what was expected, so that equal letters stand under each other, with carets under what differs. */
export function nearestRows(
  { nearest, wanted = '', lane }: Failure,
  palette: Palette,
  room: number,
  full: boolean,
): string[] {
  if (nearest === undefined) return []
  const { before, quote } = leadOf(wanted, nearest.lead ?? 0)
  const opening = ' '.repeat(widthOf(before)) + quote
  const text = opening + nearest.text + (quote === '“' ? '”' : quote)
  const ranges = nearest.marked.map(([start, end]): Range => [start + opening.length, end + opening.length])
  const focus = nearest.expected?.[0] ?? ranges[0]
  const piece = full ? { text, ranges } : cutAround(text, ranges, columnsFor(lane, room), focus)
  const carets = underline(piece.text, piece.ranges)
  const shown = [paint(piece.text, piece.ranges, palette.bold)]
  const differences = nearest.differs ?? []
  for (const difference of full ? differences : shortened(differences, differencesShown, 'differences'))
    shown.push(palette.red(full ? difference : cut(difference, room)))
  if (carets !== '') shown.push(carets.replace(/\^+/g, (run) => palette.red(run)))
  return labelled('Nearest', shown, palette.red)
}

/** What stands before the text in the words for what was expected (`the line `), and the quote that opens it. */
function leadOf(wanted: string, lead: number): { readonly before: string; readonly quote: string } {
  const quote = /["“]$/.exec(wanted.slice(0, lead))?.[0] ?? (lead === 0 ? (/^["“]/.exec(wanted)?.[0] ?? '') : '')
  return { before: wanted.slice(0, Math.max(0, lead - quote.length)), quote }
}
