import type { BreakKind, Plan, Stream, StreamName } from '../model/shake.ts'
import { decodeText } from '../text/byte-text.ts'
import { counted } from '../text/counted.ts'
import { printable } from '../text/printable.ts'
import { groups } from '../text/groups.ts'
import { nameOfStream, partsOf, type PlanPart } from './parts.ts'

/** Bytes of an excerpt before its first mark and behind its last, and between two marks. */
const around = 20
/** So many places are listed. */
const placesShown = 6
/** So many streams are described. */
const streamsShown = 3

type OnStream = Exclude<PlanPart, { kind: 'order' | 'pieces' }>

/**
 * What a plan does, behind “when”: `what “server” receives is cut after byte 7 of 14: “PUT som│ething\n”`. `streams` are those of the
 * run that it was made for.
 */
export function wordsOfPlan(plan: Plan, streams: readonly Stream[]): string {
  const parts = partsOf(plan)
  const known = new Map(streams.map((stream) => [nameOfStream(stream), stream]))
  const several = new Set(streams.filter(({ connection }) => connection > 1).map(({ actor }) => actor))
  const onStreams = parts.filter((part): part is OnStream => part.kind !== 'order' && part.kind !== 'pieces')
  const kinds = groups(onStreams, ({ kind, stream }) => `${kind} ${nameOfStream(stream)}`)
  const sentences = kinds.slice(0, streamsShown).map((of) => sentenceOf(of, { known, several }))
  if (kinds.length > streamsShown) sentences.push(`${kinds.length - streamsShown} more such things happen`)
  if (plan.order !== undefined) sentences.push('actors are made ready in another order')
  if (plan.pieces !== undefined) sentences.push('lanes receive their bytes in other pieces')
  return sentences.length === 0 ? 'nothing is done to it' : sentences.join(', and ')
}

interface Known {
  readonly known: ReadonlyMap<string, Stream>
  /** Actors with more than one connection. */
  readonly several: ReadonlySet<string>
}

/** Of parts of one kind on one stream. */
function sentenceOf(parts: readonly OnStream[], { known, several }: Known): string {
  const [first] = parts as readonly [OnStream, ...OnStream[]]
  const stream = known.get(nameOfStream(first.stream))
  const of = subjectOf(first.stream, several)
  const at = parts.map(placeOf).sort((a, b) => a - b)
  const excerpt = stream === undefined ? '' : `: ${excerptOf(stream, at)}`
  const length = stream === undefined ? '' : ` of ${stream.length}`
  switch (first.kind) {
    case 'cut':
      return `${of} is cut after ${bytesAt(at)}${length}${excerpt}`
    case 'join':
      return `bytes ${first.from + 1} to ${first.to}${length} of ${of} arrive in one piece`
    case 'delay':
      return `${of} comes ${first.milliseconds} ms later from byte ${first.at + 1}${length} on${excerpt}`
    case 'break':
      return `${brokenText(first.breaks.what, of, `${bytesAt(at)}${length}`)}${excerpt}`
  }
}

function brokenText(what: BreakKind, of: string, place: string): string {
  switch (what) {
    case 'reset':
      return `the connection is reset after ${place} of ${of}`
    case 'half-close':
      return `${of} ends after ${place}`
    case 'stop':
      return `${of} stops after ${place}`
    case 'latency':
      return `${of} comes later after ${place}`
  }
}

const subjectOf = ({ actor, connection, direction }: StreamName, several: ReadonlySet<string>): string =>
  `what “${actor}” ${direction === 'up' ? 'receives' : 'sends'}${several.has(actor) ? ` on its connection ${connection}` : ''}`

function placeOf(part: OnStream): number {
  if (part.kind === 'join') return part.from
  return part.kind === 'break' ? part.breaks.at : part.at
}

function bytesAt(at: readonly number[]): string {
  if (at.length === 1) return `byte ${at[0]}`
  const rest = at.length - placesShown
  if (isEach(at)) return `each byte from ${at[0]} to ${at.at(-1)}`
  return rest > 0
    ? `bytes ${at.slice(0, placesShown).join(', ')} and ${rest} more`
    : `bytes ${at.slice(0, -1).join(', ')} and ${at.at(-1)}`
}

const isEach = (at: readonly number[]): boolean =>
  at.length > 3 && at.every((place, index) => place === (at[0] as number) + index)

/** `“PUT som│ething\n”`: the bytes around places, with a bar at each. */
export function excerptOf(stream: Pick<Stream, 'bytes' | 'length' | 'secrets'>, at: readonly number[]): string {
  const { bytes, length } = stream
  const [first, last] = [at[0] as number, at.at(-1) as number]
  if (last > bytes.length) return counted(length, 'byte')
  const from = Math.max(0, first - around)
  const to = Math.min(bytes.length, Math.min(last, first + 3 * around) + around)
  const marks = [...new Set([from, ...at.filter((place) => place > from && place < to), to])]
  const texts = marks.slice(1).map((end, index) => textOf(stream, marks[index] as number, end))
  // A place before the first byte or behind the last has its bar, too.
  const text = `${at.includes(from) ? '│' : ''}${texts.join('│')}${at.includes(to) ? '│' : ''}`
  return `“${from > 0 ? '…' : ''}${text}${to < length ? '…' : ''}”`
}

/** The text of bytes[from, to), with `•` for each byte of a secret. */
function textOf({ bytes, secrets = [] }: Pick<Stream, 'bytes' | 'secrets'>, from: number, to: number): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let text = ''
  let at = from
  for (const secret of secrets) {
    const [begin, end] = [Math.max(at, secret.from), Math.min(to, secret.to)]
    if (begin >= end) continue
    text += printable(decodeText(buffer, at, begin)) + '•'.repeat(end - begin)
    at = end
  }
  return text + printable(decodeText(buffer, at, to))
}
