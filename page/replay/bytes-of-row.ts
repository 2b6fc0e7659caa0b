import stripAnsi from 'strip-ansi'
import type { Chunk, Replay } from '../../src/model/replay.ts'
import type { Row } from '../../src/model/transcript.ts'
import { countUpTo } from '../../src/picture/folded-time.ts'
import { unprintableClass } from '../../src/text/printable.ts'
import { streamOf, type RowBytes, type Stretch } from './byte-stream.ts'
import { chunksOf } from './chunks-of.ts'
import { framedLine } from './framed-line.ts'

/**
 * What passed over the wire of a row: the chunks that hold its line, in order. Empty for a row that is not of bytes (an event, a note, what
 * an actor prints itself) and for one of a transcript.
 */
export function bytesOfRow(replay: Replay, index: number): RowBytes[] {
  const row = replay.transcript.rows[index]
  const at = replay.times[index]
  if (row === undefined || at === undefined || !replay.exact || row.mark === '*' || row.mark === '#') return []
  const { chunks, times } = chunksOf(replay, row)
  const end = countUpTo(times, at)
  let start = end
  while (start > 0 && times[start - 1] === at) start--
  const then = chunks.slice(start, end)
  const near = chunks.slice(Math.max(0, start - longestLine), end)
  if (then.length === 0) return printedOf(near, row) ?? []
  const rows = rowsOfTime(replay, index)
  // What is sent at once is one line, unless a step sends several.
  if (row.mark === '>' && rows.count === 1) return then.map(whole)
  return lineIn(near, then, row, sameBefore(rows.until)) ?? framedIn(near, then, rows.until) ?? then.map(whole)
}

/** Chunks in which a line may have begun before that in which it ends. */
const longestLine = 256

const whole = (chunk: Chunk): RowBytes => ({ chunk, start: 0, end: chunk.bytes.length })

/** Chunks before a row that are looked through for what an actor has printed of them. */
const shortlyBefore = 8

/** The bytes of a line that an actor prints of what one of its connections received a moment before. */
function printedOf(near: readonly Chunk[], row: Row): RowBytes[] | undefined {
  const before = near.filter((chunk) => chunk.lane !== row.lane).slice(-shortlyBefore)
  for (const chunk of before.reverse()) {
    const found = lineIn(near, [chunk], row, 0)
    if (found !== undefined) return found
  }
  return undefined
}

/** The texts of the rows of a row's lane and kind that came at its time, up to its own, and how many there are. */
function rowsOfTime({ transcript: { rows }, times }: Replay, index: number): { until: string[]; count: number } {
  const { lane, mark } = rows[index] as Row
  let first = index
  while (first > 0 && times[first - 1] === times[index]) first--
  let end = index + 1
  while (end < rows.length && times[end] === times[index]) end++
  const textsIn = (from: number, to: number) =>
    rows.slice(from, to).flatMap((row) => (row.lane === lane && row.mark === mark ? [row.text] : []))
  const until = textsIn(first, index + 1)
  return { until, count: until.length + textsIn(index + 1, end).length }
}

/** How many rows before the last one say the same. */
const sameBefore = (texts: readonly string[]): number => texts.filter((text) => text === texts.at(-1)).length - 1

/** Where the last of these rows stands in bytes that something else than line ends cuts into lines. */
function framedIn(chunks: readonly Chunk[], then: readonly Chunk[], rows: readonly string[]): RowBytes[] | undefined {
  for (const lane of new Set(then.map((chunk) => chunk.lane))) {
    const stream = streamOf(chunks.filter((chunk) => chunk.lane === lane))
    const found = framedLine(stream, stream.around(then), rows)
    if (found !== undefined) return stream.piecesOf(found)
  }
  return undefined
}

/** The row's line where the chunks of its time end one that reads the same; it may have begun in chunks before. */
function lineIn(chunks: readonly Chunk[], then: readonly Chunk[], row: Row, skip: number): RowBytes[] | undefined {
  const wanted = comparable(row.text.replaceAll(escapes, ''))
  let left = skip
  for (const lane of new Set(then.map((chunk) => chunk.lane))) {
    const stream = streamOf(chunks.filter((chunk) => chunk.lane === lane))
    const { start, end } = stream.around(then)
    for (const { line, bytes } of linesIn(stream.bytes(stream.lineStart(start), end), stream.lineStart(start))) {
      if (comparable(stripAnsi(decoder.decode(bytes))) !== wanted) continue
      if (left-- > 0) continue
      return stream.piecesOf(line)
    }
  }
  return undefined
}

const decoder = new TextDecoder()
/** What a transcript escapes. */
const escapes = /\\(?:\\|<|[tnr]|x[0-9a-f]{2}|u\{[0-9a-f]{1,6}\})/g
const leftOut = new RegExp(`[\\\\\\ufffd${unprintableClass}]`, 'gu')
/** A line and the row made of it agree at least in what no transcript escapes. */
const comparable = (text: string): string => text.replaceAll(leftOut, '').trimEnd()

/** The lines of bytes that begin at `first` of their stream, and what stands there without an end. */
function* linesIn(bytes: Uint8Array, first: number): Generator<{ readonly line: Stretch; readonly bytes: Uint8Array }> {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start)
    const end = newline < 0 ? bytes.length : newline + 1
    yield { line: { start: first + start, end: first + end }, bytes: bytes.subarray(start, end) }
    start = end
  }
}
