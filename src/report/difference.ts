import type { Difference, Hunk, HunkLine, Row } from '../model/transcript.ts'
import { allPrintable } from '../text/all-printable.ts'
import { cut, cutAround } from '../text/cut.ts'
import { differingRanges } from '../text/diff-words.ts'
import type { Palette } from '../text/palette.ts'
import { paint, underline } from './underline.ts'
import { pushAll } from '../text/push-all.ts'
import { fitted } from './fit.ts'
import { helpRows } from './labelled.ts'

/** Rows that are shown: with the headline, the way on and the verdict around them one screen of 40. */
const screen = 27
/** Lines of one hunk at the most; of one lane at least so many rows before the next lane has its turn. */
const hunkLimit = 22
const laneLeast = 8

export interface DifferencePrinting {
  readonly columns?: number
  /** Where the step stands at which they differ first. */
  readonly place?: string
  /** What the two are, when they are not a transcript and a run. */
  readonly names?: { readonly expected: string; readonly received: string }
  /** What to do, below it. */
  readonly hint?: string
  /** Everything, however long it is. */
  readonly full?: boolean
}

/**
 * How two transcripts differ: at which row and step first, then lane by lane only the lines that differ, with a little context
 * and the differing words marked. Empty for equal transcripts. No line end behind it.
 */
export function printDifference(
  difference: Difference,
  palette: Palette,
  { columns = 100, place, names, hint, full = false }: DifferencePrinting = {},
): string {
  const { lanes, parts } = allPrintable(difference)
  if (lanes.length === 0) return ''
  const lines = legend(names, palette, columns)
  if (parts !== undefined) {
    const at = place === undefined ? '' : `, at the step ${place}`
    const what = `First difference at ${parts.lane}${at}: ${firstOf(parts.expected, parts.received)}`
    lines.push('', ...fitted(what, columns, full ? Infinity : 3))
  }
  const first = lanes.filter(({ lane }) => lane === parts?.lane)
  const ordered = [...first, ...lanes.filter((lane) => !first.includes(lane))]
  let left = full ? Infinity : screen - lines.length
  let shown = 0
  for (const { lane, hunks } of ordered) {
    if (left < 5 && shown > 0) break
    const share = Math.max(laneLeast, Math.floor(left / (ordered.length - shown)))
    const rows = laneRows(hunks, palette, columns, Math.min(share, left) - 2)
    lines.push('', palette.bold(cut(lane, columns)))
    pushAll(lines, rows)
    left -= rows.length + 2
    shown += 1
  }
  const rest = ordered.slice(shown).map(({ lane }) => lane)
  if (rest.length > 0)
    lines.push('', ...fitted(`… and ${rest.length} more lanes differ: ${rest.join(', ')}`, columns, 1))
  if (hint !== undefined) lines.push('', ...helpRows(hint, palette, columns, full ? Infinity : 3))
  return lines.join('\n')
}

function legend(names: DifferencePrinting['names'], palette: Palette, columns: number): string[] {
  if (names === undefined)
    return [`${palette.red('- expected')} (the transcript)   ${palette.green('+ received')} (this run)`]
  const { expected, received } = allPrintable(names)
  return [palette.red(cut(`- ${expected}`, columns)), palette.green(cut(`+ ${received}`, columns))]
}

function firstOf(expected: Row | undefined, received: Row | undefined): string {
  if (expected === undefined)
    return received === undefined ? 'one of them ends' : `${quoted(received, [])} was not expected`
  if (received === undefined) return `${quoted(expected, [])} is missing`
  const ranges = differingRanges(expected.text, received.text)
  return `expected ${quoted(expected, ranges.expected)}, received ${quoted(received, ranges.received)}`
}

/** Cut around what differs, or two long lines would look alike. */
function quoted({ mark, text }: Row, ranges: readonly (readonly [number, number])[]): string {
  const kinds = {
    '|': '',
    '~': 'the unfinished line ',
    '!': 'on stderr ',
    '>': 'sent ',
    '*': 'event ',
    '=': 'the screen’s row ',
    '#': 'note ',
  } as const
  return `${kinds[mark]}“${cutAround(text, ranges, 60).text}”`
}

/** The hunks of a lane in so many rows; how much more differs is counted. */
function laneRows(hunks: readonly Hunk[], palette: Palette, columns: number, limit: number): string[] {
  const rows: string[] = []
  let left = 0
  for (const [index, hunk] of hunks.entries()) {
    if (limit - rows.length < 4 && index > 0) {
      left += changed(hunks.slice(index))
      break
    }
    if (index > 0) rows.push(palette.dim('    …'))
    const printed = hunkRows(hunk, palette, columns, limit - rows.length)
    pushAll(rows, printed.rows)
    left += printed.left
  }
  return left === 0 ? rows : [...rows, palette.dim(`    … ${left} more lines differ`)]
}

const changed = (hunks: readonly Hunk[]): number =>
  hunks.reduce((sum, { lines }) => sum + lines.filter(({ side }) => side !== 'same').length, 0)

interface HunkRows {
  readonly rows: string[]
  /** How many more lines differ. */
  readonly left: number
}

/** Of a hunk that is too long the beginning of what was expected, and of what was received. */
function hunkRows({ lines }: Hunk, palette: Palette, columns: number, limit: number): HunkRows {
  const rows = lines.slice(0, limit + 1).flatMap((line) => hunkLine(line, palette, columns))
  if (lines.length <= limit && (limit === Infinity || (rows.length <= limit && lines.length <= hunkLimit)))
    return { rows, left: 0 }
  const sides = new Set(lines.map(({ side }) => side)).size
  // A line whose words are marked takes two rows.
  const height = lines.some(({ marked = [] }) => marked.length > 0) ? 2 : 1
  const each = Math.max(1, Math.floor((Math.min(limit, hunkLimit) - 1) / (sides * height)))
  const count = { same: 0, expected: 0, received: 0 }
  const kept = lines.filter(({ side }) => (count[side] += 1) <= each)
  const left = changed([{ lines }]) - changed([{ lines: kept }])
  return { rows: kept.flatMap((line) => hunkLine(line, palette, columns)).slice(0, limit - 1), left }
}

const signs = { same: ' ', expected: '-', received: '+' } as const
const indent = 6

function hunkLine({ side, mark, text, marked = [] }: HunkLine, palette: Palette, columns: number): string[] {
  const piece = cutAround(text, marked, Math.max(40, columns) - indent)
  if (side === 'same') return [palette.dim(`    ${mark} ${piece.text}`)]
  const brush = side === 'expected' ? palette.red : palette.green
  // A line that differs as a whole needs no carets: its sign shows it.
  const whole = marked.length === 1 && marked[0]![0] === 0 && marked[0]![1] >= text.length
  const ranges = whole ? [] : piece.ranges
  const line = `  ${brush(signs[side])} ${mark} ${paint(piece.text, ranges, (words) => palette.bold(brush(words)))}`
  const carets = underline(piece.text, ranges)
  return carets === '' ? [line] : [line, ' '.repeat(indent) + carets.replace(/\^+/g, (run) => brush(run))]
}
