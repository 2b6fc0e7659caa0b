import type { EventText, ExampleRow, ExampleRun, FailedRuns, Forensics, Orders, Parting } from '../model/forensics.ts'
import { allPrintable } from '../text/all-printable.ts'
import { cut } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { widthOf } from '../text/wrap.ts'
import { fitted } from './fit.ts'

/** A column of an example needs so many cells, or the two stand one below the other. */
const narrow = 36
/** Failures that are explained. */
const explained = 3

/**
 * Where the runs of a scenario part, some of which passed and some did not: how many runs had how many orders of events, the first event by
 * which the failed ones differ, and side by side what came next in one of each. Lines without line ends.
 */
export function printForensics(raw: Forensics, palette: Palette, columns: number): string[] {
  const forensics = allPrintable(raw)
  const { failures, again } = forensics
  const lines = fitted(countsText(forensics), columns, 3)
  for (const failed of failures.slice(0, explained)) {
    const { parting } = failed
    lines.push('')
    if (failures.length > 1) lines.push(...fitted(`${failed.code}: ${failed.message}`, columns, 1))
    lines.push(...fitted(firstDifference(parting), columns, 4).map((line) => palette.bold(line)), '')
    lines.push(...sideBySide(parting, palette, columns))
    const compare = compareCommand(parting)
    if (compare !== undefined) lines.push('', `${palette.dim('compare them:')} ${compare}`)
  }
  return [...lines, `${palette.dim('run it again:')} ${again}`]
}

/** `97 passed, in 2 orders; 3 failed, in 1 order`. */
export function countsText({ passed, failures }: Forensics): string {
  return [`${passed.runs} passed, ${ordersOf(passed)}`, ...failures.map((each) => countOf(each, failures))].join('; ')
}

const ordersOf = ({ orders }: Orders): string => `in ${orders} ${orders === 1 ? 'order' : 'orders'}`

const countOf = (failed: FailedRuns, all: readonly FailedRuns[]): string =>
  `${failed.runs} ${failed.status}${all.length === 1 ? '' : ` with ${failed.code}`}, ${ordersOf(failed)}`

/** `First difference: “b > GET n” came before “a | 5”, in 3 of 3 failed runs and in none of 97 that passed`. */
export function firstDifference({ by, event, before, after, failed, passed }: Parting): string {
  const inRuns = `in ${failed.runs} of ${failed.of} failed ${failed.of === 1 ? 'run' : 'runs'} and in none of ${passed} that passed`
  if (before !== undefined && after !== undefined)
    return `First difference: ${quoted(event)} came between ${quoted(after)} and ${quoted(before)}, ${inRuns}`
  if (before !== undefined) return `First difference: ${quoted(event)} came before ${quoted(before)}, ${inRuns}`
  if (by === 'event') return `First difference: ${quoted(event)}, ${inRuns}`
  return 'No event and no order of events sets the failed runs apart before the failure'
}

/** How to see all of the two examples. */
export function compareCommand({ examples: { passed, failed } }: Parting): string | undefined {
  if (passed.recording === undefined || failed.recording === undefined) return undefined
  return `scenario diff ${passed.recording} ${failed.recording}`
}

const quoted = ({ lane, mark, text }: EventText): string => `“${cut(`${lane} ${mark} ${text}`, 60)}”`

function sideBySide({ examples: { passed, failed }, common }: Parting, palette: Palette, columns: number): string[] {
  const width = Math.floor((columns - 3) / 2)
  const stacked = width < narrow
  const left = columnOf('passed', passed, common !== undefined, palette, stacked ? columns : width)
  const right = columnOf('failed', failed, common !== undefined, palette, stacked ? columns : width)
  if (stacked) return [...left.map(textOf), '', ...right.map(textOf)]
  const height = Math.max(left.length, right.length)
  return Array.from({ length: height }, (_, index) => {
    const [one, other] = [left[index], right[index]]
    const space = ' '.repeat(width - (one?.width ?? 0))
    return `${one?.painted ?? ''}${space}   ${other?.painted ?? ''}`.trimEnd()
  })
}

interface Cell {
  readonly painted: string
  readonly width: number
}

const textOf = ({ painted }: Cell): string => painted

function columnOf(
  word: 'passed' | 'failed',
  { run, rows }: ExampleRun,
  hasCommon: boolean,
  palette: Palette,
  width: number,
): Cell[] {
  const head = `     ms  run ${run}, ${word}`
  const brush = word === 'passed' ? palette.green : palette.red
  const cells = rows.map((row, index) =>
    cellOf(row, width, row.differs ? brush : hasCommon && index === 0 ? palette.dim : plainly),
  )
  return [{ painted: palette.bold(head), width: head.length }, ...cells]
}

const plainly = (text: string): string => text

function cellOf({ at, lane, mark, text, differs }: ExampleRow, width: number, brush: (text: string) => string): Cell {
  const line = cut(`${milliseconds(at)} ${differs === true ? '▸' : ' '}${lane} ${mark} ${text}`, width)
  return { painted: brush(line), width: widthOf(line) }
}

const milliseconds = (micros: number): string => (micros / 1000).toFixed(1).padStart(7)
