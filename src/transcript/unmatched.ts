import type { Event, Mark, RawRow } from '../model/event.ts'
import { decodeText } from '../text/byte-text.ts'

/** What was received on one stream of a lane: its lines, and how many of them have rows. */
interface Received {
  readonly lane: string
  readonly mark: Mark
  readonly lines: { readonly text: string; readonly at: number }[]
  rest: string
  at: number
}

/**
 * The lines of a killed run that had come and had no row yet. They are cut at line ends, since a recording does not hold the framing
 * of the lane; a lane of bytes is left out.
 */
export function unmatchedRowsOf(events: readonly Event[]): RawRow[] {
  if (events.at(-1)?.type === 'verdict') return []
  const streams = new Map<string, Received>()
  const reported = new Map<string, number>()
  const binary = new Set<string>()
  for (const event of events) {
    if (event.type === 'row') {
      const { lane, mark, text, omitted } = event.row
      if (typeof text !== 'string' || omitted !== undefined) binary.add(lane)
      const key = `${mark === '!' ? '!' : '|'}${lane}`
      reported.set(key, (reported.get(key) ?? 0) + linesOf(mark, text))
    } else if (event.type === 'printed') receive(streams, event.lane, '|', `${event.line}\n`, event.at)
    else if (event.type === 'received')
      receive(
        streams,
        event.lane,
        event.stream === 'stderr' ? '!' : '|',
        decodeText(Buffer.from(event.bytes), 0, event.bytes.byteLength),
        event.at,
      )
  }
  return [...streams].flatMap(([key, { lane, mark, lines, rest, at }]) => {
    if (binary.has(lane)) return []
    const rows = lines.slice(reported.get(key) ?? 0).map((line): RawRow => ({ lane, mark, ...line, step: -1 }))
    return rest === '' ? rows : [...rows, { lane, mark: '~' as const, text: rest, at, step: -1 }]
  })
}

/** How many lines a row ends. Taken bytes have their line feeds. */
function linesOf(mark: Mark, text: RawRow['text']): number {
  if (mark === '~' && typeof text === 'string') return text.split('\n').length - 1
  return mark === '|' || mark === '!' ? 1 : 0
}

function receive(streams: Map<string, Received>, lane: string, mark: Mark, text: string, at: number): void {
  const key = `${mark}${lane}`
  let stream = streams.get(key)
  if (stream === undefined) streams.set(key, (stream = { lane, mark, lines: [], rest: '', at }))
  const pieces = (stream.rest + text).split(/\r?\n/)
  stream.rest = pieces.pop() ?? ''
  stream.at = at
  for (const piece of pieces) stream.lines.push({ text: piece, at })
}
