import { literalText } from '../../authoring/written.ts'
import { spacedHex } from '../../text/spaced-hex.ts'
import type { DraftWanted } from '../draft.ts'
import type { Lane, Unit } from './lane.ts'
import { withoutLogPrefix } from './log-prefix.ts'
import { significance } from './significance.ts'

/** Lines of a turn that are all expected; of more, the first and the last of the most significant ones. */
const few = 3
/** Characters of a line that is expected whole. */
const long = 80
/** Bytes that are expected one by one; the rest of more is taken by its length. */
const longBytes = 64
/** What a terminal shows of Ctrl-C and the like (termios, ECHOCTL). */
const controlEcho = /^(?:\^[@-_?])+$/

/**
 * What is expected of what came on a lane in this turn, few of it: each expectation is one that this very line meets first, as an
 * expectation goes on from where the last one stopped. What is expected is taken from the lane. `prompted`: its unfinished rest is
 * what somebody has answered.
 */
export function wantedOf(lane: Lane, prompted: boolean, strict: boolean): DraftWanted[] {
  if (!lane.units.some(({ fresh }) => fresh)) return []
  if (lane.raw) return rawWanted(lane)
  const inPlace = lane.units.some(({ as }) => as !== undefined)
  const wanted = inPlace ? placedWanted(lane, strict) : strict ? allLines(lane) : fewLines(lane)
  const rest = lane.units.at(-1)
  if (prompted && rest !== undefined && !rest.whole && rest.fresh) wanted.push(...promptOf(lane, rest))
  for (const unit of lane.units) if (unit.whole || prompted) unit.fresh = false
  return wanted
}

function fewLines(lane: Lane): DraftWanted[] {
  const lines = lane.units
    .filter(({ fresh, whole, echo }) => fresh && whole && echo === undefined)
    .filter(({ text }) => !controlEcho.test(text))
  return chosen(lines).flatMap((unit) => {
    const wanted = wantBehindEcho(lane.units, unit)
    if (wanted.length > 0) lane.units.splice(0, lane.units.indexOf(unit) + 1)
    return wanted
  })
}

/** Of lines with bodies or bytes among them, which can only be expected next: what stands before each is expected, too. */
function placedWanted(lane: Lane, strict: boolean): DraftWanted[] {
  const fresh = lane.units.filter((unit) => unit.fresh && unit.whole)
  const placed = fresh.filter(({ as }) => as !== undefined)
  const few = strict || placed.length <= 3 ? placed : [placed[0]!, placed.at(-1)!]
  const kept = new Set<Unit>(strict ? fresh : [...chosen(fresh.filter(({ as }) => as === undefined)), ...few])
  for (const unit of fresh.toReversed()) {
    const before = lane.units[lane.units.indexOf(unit) - 1]
    if (kept.has(unit) && unit.as !== undefined && before !== undefined) kept.add(before)
  }
  const wanted: DraftWanted[] = []
  for (const unit of [...lane.units].filter((each) => kept.has(each))) {
    const one = unit.as === undefined ? [wantUnit(lane.units, unit)] : wantPlaced(unit)
    if (one.some((each) => each === undefined)) continue
    wanted.push(...one.filter((each) => each !== undefined))
    lane.units.splice(0, lane.units.indexOf(unit) + 1)
  }
  return wanted
}

function wantPlaced({ as, text, bytes, sent }: Unit): DraftWanted[] {
  if (as === 'bytes') return bytesWanted(bytes!)
  // A text with its line end is still short.
  const isShort = bytes === undefined && text.length <= long && !/\n./s.test(text) && significance(text) === 2
  return [{ matcher: 'take', wanted: isShort ? literalText(text) : sent!.length }]
}

function chosen(lines: readonly Unit[]): readonly Unit[] {
  const some = lines.filter(({ text }) => significance(text) > 0)
  if (some.length <= few) {
    const sure = some.filter(({ text }) => significance(text) === 2)
    return sure.length > 0 && sure.length < some.length ? sure : some
  }
  const best = some.filter(({ text }) => significance(text) === 2)
  const of = best.length > 0 ? best : some
  if (of.length === 1) return of
  const times = new Map<string, number>()
  for (const { text } of lines) times.set(text, (times.get(text) ?? 0) + 1)
  return [of[0]!, of.slice(1).findLast(({ text }) => times.get(text) === 1) ?? of.at(-1)!]
}

/** An answer that is the same line as the terminal's echo before it: the echo is expected first. */
function wantBehindEcho(units: readonly Unit[], unit: Unit): DraftWanted[] {
  const [echo, ...others] = units
  const isRepeated = echo !== unit && echo?.echo === true && echo.text.trimEnd() === unit.text.trimEnd()
  const wanted = wantUnit(isRepeated ? others : units, unit)
  if (wanted === undefined || !isRepeated) return wanted === undefined ? [] : [wanted]
  return [{ matcher: 'line', text: [echo.text], beside: { next: true } }, wanted]
}

/** The expectation that this unit meets first of all that are unread. */
function wantUnit(units: readonly Unit[], unit: Unit): DraftWanted | undefined {
  const at = units.indexOf(unit)
  if (unit.bytes !== undefined) return wantBinary(units, unit, at)
  const body = withoutLogPrefix(unit.text)
  const words = body.length > long ? beginning(body) : body.trim()
  if (words.length > 2 && units.findIndex(({ whole, text }) => whole && text.includes(words)) === at)
    return { matcher: 'text', text: [words], ...(body === unit.text ? {} : { ofLog: true }) }
  const equal = units.slice(0, at).filter(({ text }) => text === unit.text).length
  const line = { matcher: 'line', text: [unit.text] } as const
  return equal === 0 ? line : { ...line, beside: { nth: equal + 1 } }
}

/** Of a message or a line that is no text. */
function wantBinary(units: readonly Unit[], unit: Unit, at: number): DraftWanted | undefined {
  const words = /[\x20-\x7e]{4,60}/.exec(unit.text)?.[0].trim()
  // Bytes are expected at the cursor alone.
  if (at === 0) return { matcher: 'bytes', hex: spacedHex(unit.bytes!) }
  if (words === undefined || units.findIndex(({ text }) => text.includes(words)) !== at) return undefined
  return { matcher: 'text', text: [words] }
}

/** The first words of a long line. */
function beginning(text: string): string {
  const cut = text.trim().slice(0, 60)
  const blank = cut.lastIndexOf(' ')
  return (blank > 20 ? cut.slice(0, blank) : cut).trim()
}

function promptOf(lane: Lane, rest: Unit): DraftWanted[] {
  lane.prompt = rest.text
  const prompt = rest.text.length > long ? rest.text.slice(-30).replace(/^\S* /, '') : rest.text
  if (prompt.trim() === '' || rest.bytes !== undefined || controlEcho.test(prompt)) return []
  // A whole line that has the same text would be taken for it: what stands before the prompt is expected first.
  const other = lane.units.findLast((unit) => unit !== rest && unit.whole && unit.text.includes(prompt))
  const before = other === undefined || other.echo === true ? [] : [wantUnit(lane.units, other)]
  lane.units.length = 0
  lane.units.push({ ...rest, text: '', fresh: false })
  return [...before.flatMap((each) => each ?? []), { matcher: 'prompt', text: [prompt] }]
}

function allLines(lane: Lane): DraftWanted[] {
  const lines = lane.units.filter(({ whole }) => whole)
  if (lines.length === 0) return []
  lane.units.splice(0, lines.length)
  return [{ matcher: 'lines', texts: lines.map(({ text }) => [text]) }]
}

function rawWanted(lane: Lane): DraftWanted[] {
  return bytesWanted(Buffer.concat(lane.units.splice(0).map(({ sent, text }) => sent ?? Buffer.from(text))))
}

function bytesWanted(bytes: Uint8Array): DraftWanted[] {
  if (bytes.length <= longBytes) return [{ matcher: 'bytes', hex: spacedHex(bytes) }]
  const rest = bytes.length - longBytes / 4
  return [
    { matcher: 'bytes', hex: spacedHex(bytes.subarray(0, longBytes / 4)) },
    { matcher: 'take', wanted: rest },
  ]
}
