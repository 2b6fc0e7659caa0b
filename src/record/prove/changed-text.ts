import { outline } from '../../transcript/propose/pair-rows.ts'
import type { Shape } from '../../transcript/propose/shapes.ts'
import { differingValues, type DifferingValue } from '../../transcript/propose/values.ts'
import { escapeRegex } from '../../text/regex.ts'
import type { DraftPiece, DraftText } from '../draft.ts'

/** A value that was one text when it was recorded, and another when it was run again. */
export interface ChangedValue {
  readonly recorded: string
  readonly now: string
  /** The line that it stands in now, and where. */
  readonly line: string
  readonly at: readonly [start: number, end: number]
  readonly shape: Shape
  /** What stands before it. */
  readonly before: string
}

/** Pieces that are no strings stand as one character of private use each while texts are compared. */
const firstHolder = 0xe000
const isHolder = (text: string): boolean =>
  text.length === 1 && text.charCodeAt(0) >= firstHolder && text.charCodeAt(0) < 0xf800

/**
 * An expected text with pieces in the place of what differs from a line that came instead. `partial`: the line may have more before and
 * behind it. Nothing where the two have too little in common to be the same line.
 */
export function changedText(
  text: DraftText,
  line: string,
  partial: boolean,
  pieceFor: (value: ChangedValue) => DraftPiece,
): DraftText | undefined {
  const flat = flatOf(text)
  const values = valuesBetween(flat, line, partial)
  if (values.length === 0 || !areAlike(flat, line, values)) return undefined
  const pieces: DraftPiece[] = []
  let from = 0
  const keep = (until: number) => {
    pieces.push(...piecesOf(flat.slice(from, until), text))
    from = until
  }
  for (const { places, shape } of values) {
    const [[start, end], at] = places as [readonly [number, number], readonly [number, number]]
    keep(start)
    const recorded = flat.slice(start, end)
    // What is a pattern already fits, or nothing does.
    if (isHolder(recorded)) keep(end)
    else if (/[\uE000-\uF7FF]/.test(recorded)) return undefined
    else pieces.push(pieceFor({ recorded, now: line.slice(...at), line, at, shape, before: flat.slice(0, start) }))
    from = end
  }
  keep(flat.length)
  return pieces
}

const flatOf = (text: DraftText): string =>
  text.map((piece, at) => (typeof piece === 'string' ? piece : String.fromCharCode(firstHolder + at))).join('')

/** The pieces of a part of a flat text. */
const piecesOf = (part: string, text: DraftText): DraftPiece[] =>
  part
    .split(/([\uE000-\uF7FF])/)
    .filter((each) => each !== '')
    .map((each) => (isHolder(each) ? (text[each.charCodeAt(0) - firstHolder] as DraftPiece) : each))

/** Characters before a value that may be the beginning of each line of a log. */
const short = 32

/**
 * The lines of a log begin alike: the text with a piece in the place of the value that stands behind the same beginning, whatever its
 * numbers. `value`: the source of its pattern.
 */
export function withSameBeginning(text: DraftText, before: string, value: string, piece: DraftPiece): DraftText {
  if (before.length > short) return text
  const alike = (before.match(/[\uE000-\uF7FF]|\d+| +|[^\uE000-\uF7FF\d ]+/g) ?? []).map((part) => {
    if (isHolder(part)) return '[\uE000-\uF7FF]'
    if (/^\d/.test(part)) return String.raw`\d+`
    return part.startsWith(' ') ? ' +' : escapeRegex(part)
  })
  const flat = flatOf(text)
  const found = new RegExp(`^(${alike.join('')})(${value})(?![\\p{L}\\p{N}])`, 'u').exec(flat)
  if (found === null) return text
  const [, begin = '', number = ''] = found
  const end = begin.length + number.length
  return [...piecesOf(begin, text), piece, ...piecesOf(flat.slice(end), text)]
}

function valuesBetween(flat: string, line: string, partial: boolean): readonly DifferingValue[] {
  const values = differingValues([flat, line])
  if (!partial) return values
  const isMore = ({ places }: DifferingValue, edge: number) => places[0]![0] === edge && places[0]![1] === edge
  return values.filter((value) => !isMore(value, 0) && !isMore(value, flat.length))
}

/** Only numbers and ids differ; or at least half of the letters and digits are the same, most of them where a word has become another. */
function areAlike(flat: string, line: string, values: readonly DifferingValue[]): boolean {
  if (outline(flat) === outline(line)) return true
  const words = (text: string) => text.match(/[\p{L}\p{N}_]/gu)?.length ?? 0
  const texts = values.flatMap(({ places: [one, other] }) => [flat.slice(...one!), line.slice(...other!)])
  const differing = texts.reduce((sum, text, at) => sum + (at % 2 === 0 ? words(text) : 0), 0)
  const share = texts.every((text) => /\p{N}|^$/u.test(text)) ? 1 / 2 : 3 / 4
  return words(flat) - differing >= Math.max(2, words(flat) * share)
}

/** How much of an expected text stands in a line: more is nearer. */
export function nearness(text: string, line: string): number {
  if (outline(text) === outline(line)) return Number.POSITIVE_INFINITY
  const values = differingValues([text, line])
  return text.length - values.reduce((sum, { places }) => sum + places[0]![1] - places[0]![0], 0)
}
