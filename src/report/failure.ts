import type { Failure, Meanwhile } from '../model/result.ts'
import type { Source } from '../model/span.ts'
import { allPrintable } from '../text/all-printable.ts'
import { excerpt } from './excerpt.ts'
import type { Palette } from '../text/palette.ts'
import { alignColumns } from '../text/tables.ts'
import { fitted } from './fit.ts'
import { labelled, labelWidth, shortened } from './labelled.ts'
import { expectedRow, nearestRows } from './nearest-rows.ts'
import { placeOf } from './place.ts'
import { screenRows } from './screen-rows.ts'
import { printedRows } from './printed-rows.ts'

const elsewhereShown = 2
/** At least so many actors are shown, however long the text is. */
const actorsShown = 4
/** Rows that a failure takes at the most: with its verdict, its recording and blanks one screen of 40. */
const screen = 34
/** A sentence takes so many rows at the most. */
const sentence = 3
/** Rows of what was received, and of what the others printed; the second number where there is less room. */
const receivedShown = { most: 8, least: 5 }
const meanwhileShown = { most: 8, least: 4 }
/** So many rows of one other actor. */
const ofOneActor = 4

export interface Printing {
  /** Everything, however long it is. */
  readonly full?: boolean
  /** Behind the place, which of several runs of the file it was. */
  readonly variant?: string
}

/**
 * Everything a person needs to understand a failure, on one screen: the step, what was expected, the nearest miss with what
 * differs marked under it, the lane's output before it, why it gave up, where else the text was seen, what the others printed, the state
 * of every actor. `columns` is the terminal's width. No line end behind it.
 */
export function printFailure(
  raw: Failure,
  sources: ReadonlyMap<string, Source>,
  palette: Palette,
  columns: number,
  { full = false, variant = '' }: Printing = {},
): string {
  const failure = allPrintable(raw)
  const width = Math.max(40, columns)
  const room = width - labelWidth - 2
  const sentences = full ? Infinity : sentence
  const head = headOf(failure, sources, palette, { columns: width, sentences, variant })
  const help = labelled('Help', failure.hint === undefined ? [] : fitted(failure.hint, room, sentences), palette.cyan)
  const expected = [
    ...(failure.wanted === undefined ? [] : expectedRow(failure, palette, room, full)),
    ...nearestRows(failure, palette, room, full),
    ...screenRows(failure.screen, palette, room, full),
  ]
  const reasons = reasonRows(failure, palette, room, full)
  const actors = failure.actors?.length ?? 0
  const fixed = head.length + 1 + expected.length + reasons.length + help.length + Math.min(actors, actorsShown)
  const tight = fixed + (failure.received?.length ?? 0) + rowsOf(failure.meanwhile) > screen
  const shown = (limit: { most: number; least: number }): number =>
    full ? Infinity : tight && fixed + receivedShown.most + meanwhileShown.most > screen ? limit.least : limit.most
  const sectionsAbove = [
    ...expected,
    ...receivedRows(failure, palette, room, shown(receivedShown)),
    ...reasons,
    ...meanwhileRows(failure, palette, room, shown(meanwhileShown)),
  ]
  const left = full
    ? Infinity
    : Math.max(actorsShown, screen - 10 - head.length - 1 - sectionsAbove.length - help.length)
  const sections = [...sectionsAbove, ...actorRows(failure, palette, room, left), ...help]
  return [...head, ...(sections.length > 0 ? ['', ...sections] : [])].join('\n')
}

/** Why it gave up, which failure was expected instead, and where else the text was seen. */
function reasonRows(failure: Failure, palette: Palette, room: number, full: boolean): string[] {
  const { why, insteadOf, elsewhere = [] } = failure
  const sentences = full ? Infinity : sentence
  const places = shortened(elsewhere, full ? Infinity : elsewhereShown, 'places')
  return [
    ...labelled('Why', why === undefined ? [] : fitted(why, room, sentences), palette.bold),
    ...labelled('Instead of', insteadOf === undefined ? [] : fitted(insteadOf, room, sentences), palette.bold),
    ...labelled(
      'Also seen',
      places.map((place) => fitted(place, room, 1).join('')),
      palette.bold,
    ),
  ]
}

/** The place, what happened, in which round, and the author's line. */
function headOf(
  failure: Failure,
  sources: ReadonlyMap<string, Source>,
  palette: Palette,
  { columns, sentences, variant }: { readonly columns: number; readonly sentences: number; readonly variant: string },
): string[] {
  const sourceOf = (file: string): Source | undefined => sources.get(file)
  const { span, round, includedFrom } = failure
  const source = span === undefined ? undefined : sourceOf(span.file)
  const outcome = palette.red(`${failure.broken === true ? 'broken' : 'failed'} ${failure.code}`)
  const lines = [`${span === undefined ? '' : `${palette.bold(`${placeOf(span, sourceOf)}${variant}`)}  `}${outcome}`]
  for (const line of fitted(failure.message, columns - 2, sentences)) lines.push(`  ${palette.bold(line)}`)
  if (round !== undefined) for (const line of fitted(`in ${round}`, columns - 2, 2)) lines.push(`  ${line}`)
  if (includedFrom !== undefined) lines.push(`  included from ${placeOf(includedFrom, sourceOf)}`)
  if (span !== undefined && source !== undefined)
    lines.push('', ...excerpt(source.text, span.start, span.end, { palette, columns, above: 0 }).split('\n'))
  return lines
}

const rowsOf = (meanwhile: readonly Meanwhile[] = []): number =>
  meanwhile.reduce((sum, { rows }) => sum + Math.min(rows.length, ofOneActor), 0)

function receivedRows(failure: Failure, palette: Palette, room: number, limit: number): string[] {
  const { received, receivedOmitted = 0, receivedRest = 0 } = failure
  if (received === undefined) return []
  const on = failure.stream === undefined ? '' : ` on ${failure.stream}`
  if (received.length === 0)
    return labelled('Received', [palette.dim(`nothing${on} since the last expectation`)], palette.bold)
  const { rows, before } = printedRows(received, palette, room, limit)
  const more = receivedOmitted + before
  if (more > 0)
    rows.unshift(
      palette.dim(
        `… ${more} more ${more === 1 ? 'line' : 'lines'} before ${received.length - before === 1 ? 'this' : 'these'}`,
      ),
    )
  if (receivedRest > 0) rows.push(palette.dim(`… and ${receivedRest} more ${receivedRest === 1 ? 'line' : 'lines'}`))
  return labelled('Received', rows, palette.bold)
}

/** What others printed meanwhile, each row behind its actor's name. */
function meanwhileRows({ meanwhile = [] }: Failure, palette: Palette, room: number, limit: number): string[] {
  const names = alignColumns(meanwhile.map(({ name }) => [name, '']))
  const lines: string[] = []
  let left = limit
  meanwhile.forEach(({ rows, omitted }, index) => {
    if (left <= 0) return
    const name = names[index] as string
    const most = Math.min(left, full(limit) ? Infinity : ofOneActor)
    const shown = printedRows(rows, palette, room - name.length, most)
    const more = omitted + rows.length - shown.rows.length
    if (more > 0 && shown.rows.length > 0) {
      const count = `  (${more} more)`
      const last = printedRows(rows, palette, room - name.length - count.length, most).rows.at(-1)
      shown.rows.splice(-1, 1, `${last}${palette.dim(count)}`)
    }
    shown.rows.forEach((row, at) => lines.push((at === 0 ? name : ' '.repeat(name.length)) + row))
    left -= shown.rows.length
  })
  return labelled('Meanwhile', lines, palette.bold)
}

const full = (limit: number): boolean => limit === Infinity

function actorRows({ actors = [], lane }: Failure, palette: Palette, room: number, limit: number): string[] {
  const own = actors.filter(({ name }) => name === lane || lane?.startsWith(`${name}#`))
  const ordered = actors.length > limit ? [...own, ...actors.filter((actor) => !own.includes(actor))] : actors
  const rows = alignColumns(ordered.map(({ name, state }) => [name, state]))
  return labelled(
    'Actors',
    shortened(rows, limit, 'actors').map((row) => fitted(row, room, 1).join('')),
    palette.bold,
  )
}
