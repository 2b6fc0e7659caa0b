import type { Difference, Hunk, HunkLine, Row } from '../model/transcript.ts'
import { allPrintable } from '../text/all-printable.ts'
import { cutAround } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { paint, underline } from '../text/underline.ts'
import { pushAll } from '../text/push-all.ts'

/** More lines than this of one hunk are counted, not shown. */
const hunkLimit = 40

/**
 * How two transcripts differ: where the two stories part, then lane by lane only the lines that differ, with a little context
 * and the differing words marked. Empty for equal transcripts. No line end behind it.
 */
export function printDifference(difference: Difference, palette: Palette, columns = 100): string {
  const { lanes, parts } = allPrintable(difference)
  if (lanes.length === 0) return ''
  const lines = [`${palette.red('- expected')} (the transcript)   ${palette.green('+ received')} (this run)`]
  if (parts !== undefined) {
    lines.push('', `The stories part at ${palette.bold(parts.lane)}: ${parting(parts.expected, parts.received)}`)
  }
  for (const { lane, hunks } of lanes) {
    lines.push('', palette.bold(lane))
    hunks.forEach((hunk, index) => {
      if (index > 0) lines.push(palette.dim('    …'))
      pushAll(lines, hunkLines(hunk, palette, columns))
    })
  }
  return lines.join('\n')
}

function parting(expected: Row | undefined, received: Row | undefined): string {
  if (expected === undefined)
    return received === undefined ? 'one of them ends' : `${quoted(received)} was not expected`
  return received === undefined
    ? `${quoted(expected)} is missing`
    : `expected ${quoted(expected)}, received ${quoted(received)}`
}

function quoted({ mark, text }: Row): string {
  const kinds = {
    '|': '',
    '~': 'the unfinished line ',
    '!': 'on stderr ',
    '>': 'sent ',
    '*': 'event ',
    '#': 'note ',
  } as const
  return `${kinds[mark]}“${cutAround(text, [], 60).text}”`
}

function hunkLines({ lines }: Hunk, palette: Palette, columns: number): string[] {
  const shown = lines.slice(0, hunkLimit).flatMap((line) => hunkLine(line, palette, columns))
  if (lines.length > hunkLimit) shown.push(palette.dim(`    … ${lines.length - hunkLimit} more lines differ`))
  return shown
}

const signs = { same: ' ', expected: '-', received: '+' } as const
const indent = 6

function hunkLine({ side, mark, text, marked = [] }: HunkLine, palette: Palette, columns: number): string[] {
  const piece = cutAround(text, marked, Math.max(40, columns) - indent)
  if (side === 'same') return [palette.dim(`    ${mark} ${piece.text}`)]
  const brush = side === 'expected' ? palette.red : palette.green
  // A line that differs as a whole needs no carets: its sign says it.
  const whole = marked.length === 1 && marked[0]![0] === 0 && marked[0]![1] >= text.length
  const ranges = whole ? [] : piece.ranges
  const line = `  ${brush(signs[side])} ${mark} ${paint(piece.text, ranges, (words) => palette.bold(brush(words)))}`
  const carets = underline(piece.text, ranges)
  return carets === '' ? [line] : [line, ' '.repeat(indent) + carets.replace(/\^+/g, (run) => brush(run))]
}
