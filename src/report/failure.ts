import type { Told } from '../model/event.ts'
import type { Failure } from '../model/result.ts'
import type { Source } from '../model/span.ts'
import { allPrintable } from '../text/all-printable.ts'
import { cutAround } from '../text/cut.ts'
import { excerpt } from '../text/excerpt.ts'
import type { Palette } from '../text/palette.ts'
import { printable, printableRanges } from '../text/printable.ts'
import { alignColumns } from '../text/tables.ts'
import { paint, underline } from '../text/underline.ts'
import { heardLine } from './heard.ts'
import { placeOf } from './place.ts'

const heardShown = 8
const elsewhereShown = 2
/** At least so many actors are shown, however much there is to say. */
const actorsShown = 4
/** Lines of a screen. */
const screen = 24
/** So many places of a message that differ are named. */
const differencesShown = 5
/** Labels stand in a column of this width. */
const labelWidth = 12

/**
 * Everything a person needs to understand a failure, on one screen: the step, what was expected, the nearest miss with what
 * differs marked under it, what the lane had said, why it gave up, where else the text was seen, the state of every actor.
 * `columns` is the terminal's width. No line end behind it.
 */
export function printFailure(
  raw: Failure,
  sources: ReadonlyMap<string, Source>,
  palette: Palette,
  columns: number,
): string {
  const failure = allPrintable(raw)
  const sourceOf = (file: string): Source | undefined => sources.get(file)
  const room = Math.max(40, columns) - labelWidth - 2
  const { span } = failure
  const source = span === undefined ? undefined : sourceOf(span.file)
  const lines = [
    `${span === undefined ? '' : `${palette.bold(placeOf(span, sourceOf))}  `}${palette.red(`${failure.broken === true ? 'broken' : 'failed'} ${failure.code}`)}`,
    `  ${palette.bold(failure.message)}`,
  ]
  if (failure.includedFrom !== undefined) lines.push(`  included from ${placeOf(failure.includedFrom, sourceOf)}`)
  if (span !== undefined && source !== undefined)
    lines.push('', excerpt(source.text, span.start, span.end, { palette, columns, above: 0 }))
  const help = labelled('Help', failure.hint === undefined ? [] : [failure.hint], palette, palette.cyan)
  const told = [
    ...wantedLines(failure, palette, room),
    ...nearestLines(failure, palette, room),
    ...heardLines(failure, palette, room),
    ...labelled('Why', failure.why === undefined ? [] : [printable(failure.why)], palette),
    ...labelled('Also seen', shortened(failure.elsewhere ?? [], elsewhereShown, 'places').map(printable), palette),
  ]
  // An excerpt is one string of several lines; actors get what is left of the screen.
  const used = lines.join('\n').split('\n').length + 1 + told.length + help.length
  const sections = [...told, ...actorLines(failure, palette, room, Math.max(actorsShown, screen - used)), ...help]
  if (sections.length > 0) lines.push('', ...sections)
  return lines.join('\n')
}

function wantedLines({ wanted, lane }: Failure, palette: Palette, room: number): string[] {
  if (wanted === undefined) return []
  return labelled('Expected', [cutAround(printable(wanted), [], room).text], palette, palette.green, lane)
}

function nearestLines({ nearest, wanted }: Failure, palette: Palette, room: number): string[] {
  if (nearest === undefined) return []
  // Behind the same opening quote as what was expected, so that equal letters stand under each other.
  const quote = /^["“]/.exec(wanted ?? '')?.[0] ?? ''
  const closing = quote === '“' ? '”' : quote
  const text = quote + printable(nearest.text) + closing
  const ranges = printableRanges(nearest.text, nearest.marked).map(([start, end]): [number, number] => [
    start + quote.length,
    end + quote.length,
  ])
  const piece = cutAround(text, ranges, room)
  const carets = underline(piece.text, piece.ranges)
  const shown = [paint(piece.text, piece.ranges, palette.bold)]
  for (const difference of shortened(nearest.differs ?? [], differencesShown, 'differences'))
    shown.push(cutAround(palette.red(printable(difference)), [], room).text)
  if (carets !== '') shown.push(carets.replace(/\^+/g, (run) => palette.red(run)))
  return labelled('Nearest', shown, palette, palette.red)
}

function heardLines({ heard, heardOmitted = 0 }: Failure, palette: Palette, room: number): string[] {
  if (heard === undefined) return []
  if (heard.length === 0) return labelled('Received', [palette.dim('nothing since the last wish')], palette)
  const shown: readonly Told[] = heard.slice(-heardShown)
  const more = heardOmitted + heard.length - shown.length
  const lines = shown.map((told) => {
    const { mark, text } = heardLine(told, palette)
    return `${mark} ${cutAround(text, [], room - 2).text}`
  })
  if (more > 0)
    lines.unshift(
      palette.dim(`… ${more} more ${more === 1 ? 'line' : 'lines'} before ${shown.length === 1 ? 'this' : 'these'}`),
    )
  return labelled('Received', lines, palette)
}

function actorLines({ actors = [], lane }: Failure, palette: Palette, room: number, limit: number): string[] {
  const own = actors.filter(({ name }) => name === lane || lane?.startsWith(`${name}#`))
  const ordered = actors.length > limit ? [...own, ...actors.filter((actor) => !own.includes(actor))] : actors
  const rows = alignColumns(ordered.map(({ name, state }) => [name, state]))
  return labelled(
    'Actors',
    shortened(rows, limit, 'actors').map((row) => cutAround(row, [], room).text),
    palette,
  )
}

function shortened(lines: readonly string[], limit: number, what: string): readonly string[] {
  return lines.length <= limit
    ? lines
    : [...lines.slice(0, limit - 1), `… and ${lines.length - limit + 1} more ${what}`]
}

/** Lines with a label at the first of them; `from` names the lane behind what was expected. */
function labelled(
  label: string,
  lines: readonly string[],
  palette: Palette,
  brush = palette.bold,
  from?: string,
): string[] {
  return lines.map((line, index) => {
    const head = index === 0 ? brush(label) + ' '.repeat(labelWidth - label.length) : ' '.repeat(labelWidth)
    return `  ${head}${line}${index === 0 && from !== undefined ? palette.dim(`  from ${from}`) : ''}`
  })
}
