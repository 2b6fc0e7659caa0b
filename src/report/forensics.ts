import type { EventText, ExampleRow, FailedRuns, Forensics, Orders, Parting } from '../model/forensics.ts'
import { allPrintable } from '../text/all-printable.ts'
import { cut } from '../text/cut.ts'
import type { Palette } from '../text/palette.ts'
import { widthOf } from '../text/wrap.ts'
import { fitted } from './fit.ts'
import { shellWord } from '../text/shell-word.ts'

/** A column of an example needs so many cells, or the two stand one below the other. */
const narrow = 36
/** Failures that are explained. */
const explained = 3

/**
 * How the runs of a scenario differ, some of which passed and some did not: how many runs had how many orders of events, the first event by
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
    lines.push(...sideBySide(parting, runNames(parting), palette, columns))
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
export function firstDifference(parting: Parting): string {
  const { by, failed, passed } = parting
  if (by === 'end') return 'No event and no order of events sets the failed runs apart before the failure'
  const runs = failed.of === 1 ? 'run' : 'runs'
  return `First difference: ${inWords(parting)}, in ${failed.runs} of ${failed.of} failed ${runs} and in none of ${passed} that passed`
}

function inWords({ event, before, after, missing }: Parting): string {
  if (before === undefined) return quoted(event)
  const behind = after === undefined ? '' : ` behind ${quoted(after)} and`
  if (missing === true) return `${quoted(event)} came${behind} without ${quoted(before)} before it`
  if (after === undefined) return `${quoted(event)} came before ${quoted(before)}`
  return `${quoted(event)} came between ${quoted(after)} and ${quoted(before)}`
}

/** The first difference of two recordings in the order in which everything came; empty where there is none. Lines without line ends. */
export function printParting(raw: Parting, names: Names, palette: Palette, columns: number): string[] {
  const parting = allPrintable(raw)
  if (parting.by === 'end') return []
  const what = `In order of arrival, the first difference of the second: ${inWords(parting)}`
  return [
    ...fitted(what, columns, 4).map((line) => palette.bold(line)),
    '',
    ...sideBySide(parting, allPrintable(names), palette, columns),
  ]
}

/** How to see all of the two examples. */
export function compareCommand({ examples: { passed, failed } }: Parting): string | undefined {
  if (passed.recording === undefined || failed.recording === undefined) return undefined
  return `scenario diff ${shellWord(passed.recording)} ${shellWord(failed.recording)}`
}

const quoted = ({ lane, mark, text }: EventText): string => `“${cut(`${lane} ${mark} ${text}`, 60)}”`

/** What stands above the two examples. */
interface Names {
  readonly passed: string
  readonly failed: string
}

const runNames = ({ examples: { passed, failed } }: Parting): Names => ({
  passed: `run ${passed.run}, passed`,
  failed: `run ${failed.run}, failed`,
})

function sideBySide({ examples, common }: Parting, names: Names, palette: Palette, columns: number): string[] {
  const width = Math.floor((columns - 3) / 2)
  const stacked = width < narrow
  const [left, right] = (['passed', 'failed'] as const).map((which) => {
    const brush = which === 'passed' ? palette.green : palette.red
    const room = stacked ? columns : width
    const head = cut(`     ms  ${names[which]}`, room)
    const cells = examples[which].rows.map((row, index) =>
      cellOf(row, room, row.differs ? brush : common !== undefined && index === 0 ? palette.dim : plainly),
    )
    return [{ painted: palette.bold(head), width: widthOf(head) }, ...cells]
  }) as [Cell[], Cell[]]
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

const plainly = (text: string): string => text

function cellOf({ at, lane, mark, text, differs }: ExampleRow, width: number, brush: (text: string) => string): Cell {
  const line = cut(`${milliseconds(at)} ${differs === true ? '▸' : ' '}${lane} ${mark} ${text}`, width)
  return { painted: brush(line), width: widthOf(line) }
}

const milliseconds = (micros: number): string => (micros / 1000).toFixed(1).padStart(7)
