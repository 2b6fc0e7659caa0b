import { anyByte, type LaneInfo, type Mark, type Place, type RawRow } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { RawTranscript } from '../model/raw-transcript.ts'
import type { Row, Transcript } from '../model/transcript.ts'
import { foldGroups } from './groups.ts'
import { asPrinted } from '../text/as-printed.ts'
import { withoutEscapes } from '../text/escapes.ts'
import type { Redactor } from '../text/redactor.ts'
import { escapeText } from './escape.ts'
import { hexRows } from './hex.ts'
import type { Ask } from './masks.ts'
import { isOpen } from './open-tails.ts'
import { Renamer } from './renamer.ts'
import { withSortedTails } from './sorted-tail.ts'
import { recordedAt } from '../text/recorded-at.ts'

/** Called for each row of a run, with the rows that the transcript has of it, or would have of what it leaves out (`unshown`). */
export type OnRow = (raw: RawRow, printed: readonly Row[], unshown: boolean) => void

/** A scenario as people read and compare it: what differs from run to run renamed, everything printable, times in whole seconds. */
export function transcribe(
  rawTranscript: RawTranscript,
  masks: readonly MaskRule[],
  more: { readonly ask?: Ask; readonly redactor?: Redactor; readonly onRow?: OnRow } = {},
): { transcript: Transcript; warnings: Problem[] } {
  const keeps = keepersOf(rawTranscript)
  const renamer = new Renamer(rawTranscript, {
    ...more,
    masks,
    resolve: (name) => rawTranscript.captured.get(name) ?? [],
  })
  const rows = withSortedTails(withoutEndlessRests(rawTranscript), rawTranscript.sorted, (row) =>
    sortKey(row, renamer, keeps),
  )
  const spanning = renamer.masks.spanning(rows)
  const transcript: Transcript = {
    title: renamer.alias(rawTranscript.title),
    source: escapeText(rawTranscript.source),
    recorded: recordedAt(rawTranscript.startedAt),
    lanes: rawTranscript.lanes.map((lane) => laneOf(lane, renamer)),
    rows: foldGroups(rows, rawTranscript, (row) => {
      const printed = rowsOf(row, renamer, keeps, spanning.get(row))
      more.onRow?.(row, printed, false)
      return printed
    }),
    ...(rawTranscript.open.length === 0 ? {} : { open: [...rawTranscript.open] }),
  }
  if (more.onRow !== undefined)
    for (const row of rawTranscript.unshown ?? []) more.onRow(row, rowsOf(row, renamer, keeps), true)
  return {
    transcript,
    warnings: renamer.masks
      .unused()
      .filter(({ forAll }) => forAll !== true)
      .map(unusedMask),
  }
}

/** Of an open lane's tail only the beginning counts, so a row that sums up its rest would never be the same twice. */
function withoutEndlessRests(rawTranscript: RawTranscript): readonly RawRow[] {
  if (rawTranscript.open.length === 0) return rawTranscript.rows
  const over = new Set<string>()
  return rawTranscript.rows.filter((row) => {
    if (row.step !== -1 || !isOpen(rawTranscript.open, row.lane)) return true
    if (row.omitted !== undefined) over.add(row.lane)
    return !over.has(row.lane)
  })
}

function rowsOf(
  row: RawRow,
  renamer: Renamer,
  keeps: (row: RawRow) => boolean,
  spanning: readonly Place[] = [],
): Row[] {
  if (row.omitted !== undefined) return [rowOf(row, '*', leftOut(row.omitted))]
  const { text, mark } = row
  const places = placesOf(row, renamer, spanning)
  if (typeof text !== 'string')
    return hexRows(renamer.bytes(text, row, places)).map((dumped) => rowOf(row, mark, dumped))
  if (keeps(row)) return [rowOf(row, mark, renamer.text(text, row, places))]
  const shown = places === undefined ? { text: shownText(text, row), places } : shownAround(text, row, places)
  const renamed = renamer.text(shown.text, row, shown.places)
  // They count in the text as it is drawn; where something was renamed nothing keeps its place.
  const { styles } = row
  const made = rowOf(row, mark, renamed)
  return [styles !== undefined && asPrinted(renamed) === text ? { ...made, styles } : made]
}

function rowOf({ at, lane, step, verdict }: RawRow, mark: Mark, text: string): Row {
  const seconds = Math.floor(at / 1e6)
  if (step !== -1) return { at: seconds, lane, mark, step, text }
  return { at: seconds, lane, mark, tail: true, text, ...(verdict && { verdict }) }
}

function placesOf(row: RawRow, renamer: Renamer, spanning: readonly Place[]): readonly Place[] | undefined {
  if (row.places === undefined && spanning.length === 0) return undefined
  return inOrder([
    ...(row.places ?? []).filter(({ name }) => name === anyByte || renamer.masks.has(name, row)),
    ...spanning.filter(({ name }) => renamer.masks.has(name, row)),
  ])
}

/** Of two places that overlap the first counts. */
function inOrder(places: readonly Place[]): readonly Place[] | undefined {
  if (places.length < 2) return places.length === 0 ? undefined : places
  const sorted = [...places].sort((a, b) => a.start - b.start)
  let end = 0
  return sorted.filter((place) => place.start >= end && (end = place.end) >= 0)
}

function sortKey(row: RawRow, renamer: Renamer, keeps: (row: RawRow) => boolean): string {
  const { text } = row
  if (typeof text !== 'string') return hexRows(renamer.unnumberedBytes(text, row)).join('\n')
  return renamer.unnumbered(keeps(row) ? text : shownText(text, row), row)
}

/** Escape sequences go before anything is renamed: the `m` that ends a colour would hide the beginning of a word. */
function shownText(text: string, { mark }: Pick<RawRow, 'mark'>): string {
  return mark === '|' || mark === '~' || mark === '!' ? withoutEscapes(text) : text
}

/** The same with places moved along. What stands under a name may be any bytes, so nothing is left out of it. */
function shownAround(whole: string, row: RawRow, places: readonly Place[]) {
  let text = ''
  let from = 0
  const moved = places.map(({ start, end, name }) => {
    text += shownText(whole.slice(from, start), row)
    const place = { start: text.length, end: text.length + end - start, name }
    text += whole.slice(start, end)
    from = end
    return place
  })
  return { text: text + shownText(whole.slice(from), row), places: moved }
}

/** Whether a row's actor has `ansi: keep`; a connection belongs to its server. */
function keepersOf({ lanes }: RawTranscript): (row: RawRow) => boolean {
  const keepers = new Set(lanes.filter(({ ansi }) => ansi === 'keep').map(({ lane }) => lane))
  return ({ lane }) => keepers.size > 0 && (keepers.has(lane) || keepers.has(lane.split('#')[0] as string))
}

function leftOut({ lines, bytes, sha256 }: NonNullable<RawRow['omitted']>): string {
  return `${lines} ${lines === 1 ? 'line' : 'lines'} left out (${bytes} ${bytes === 1 ? 'byte' : 'bytes'}, sha256 ${sha256})`
}

function laneOf(info: LaneInfo, renamer: Renamer): LaneInfo {
  return { ...info, command: renamer.alias(info.command) }
}

function unusedMask(rule: MaskRule): Problem {
  const { match, lane = [], step } = rule
  const shown = 'builtin' in match ? match.builtin : 'variable' in match ? match.variable : rule.as
  const lanes = lane.map(({ name }) => `“${name}”`).join(', ')
  const where = `${lanes === '' ? '' : `on ${lanes} `}in ${step === undefined ? 'this run' : 'the rows of this step'}`
  return {
    code: 'mask-unused',
    severity: 'warning',
    message: `the mask “${shown}” found nothing to rename ${where}`,
    span: rule.span,
    hint: 'remove it, or correct what it looks for; masks see the raw text, before ports and folders get their names',
  }
}
