import stripAnsi from 'strip-ansi'
import type { Chunk, Replay } from '../../src/model/replay.ts'
import type { Row } from '../../src/model/transcript.ts'
import { countUpTo } from '../../src/picture/folded-time.ts'
import { unprintableClass } from '../../src/text/printable.ts'
import { chunksOf } from './chunks-of.ts'

/** Bytes of one chunk, and which of them [start, end) are the row's: all of them where that cannot be said. */
export interface RowBytes {
  readonly chunk: Chunk
  readonly start: number
  readonly end: number
}

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
  if (row.mark === '>') return then.map(whole)
  return lineIn(near, then, row, sameBefore(replay, index)) ?? then.map(whole)
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

/** How many rows before it say the same on its lane at the same time. */
function sameBefore({ transcript: { rows }, times }: Replay, index: number): number {
  const row = rows[index] as Row
  let count = 0
  for (let before = index - 1; before >= 0 && times[before] === times[index]; before--) {
    const other = rows[before] as Row
    if (other.lane === row.lane && other.mark === row.mark && other.text === row.text) count++
  }
  return count
}

interface Line {
  /** From the first byte of all chunks of its lane and stream. */
  readonly start: number
  /** Behind its line end. */
  readonly end: number
}

/** The row's line where the chunks of its time end one that reads the same; it may have begun in chunks before. */
function lineIn(chunks: readonly Chunk[], then: readonly Chunk[], row: Row, skip: number): RowBytes[] | undefined {
  const wanted = comparable(row.text.replaceAll(escapes, ''))
  let left = skip
  for (const lane of new Set(then.map((chunk) => chunk.lane))) {
    const own = chunks.filter((chunk) => chunk.lane === lane)
    const ends = endsOf(own)
    const from = own.findIndex((chunk) => then.includes(chunk))
    const to = own.findLastIndex((chunk) => then.includes(chunk))
    const range = { from: ends[from - 1] ?? 0, to: ends[to] as number }
    for (const { line, bytes } of linesIn(own, ends, range)) {
      if (comparable(stripAnsi(decoder.decode(bytes))) !== wanted) continue
      if (left-- > 0) continue
      return piecesOf(own, ends, line)
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

function endsOf(chunks: readonly Chunk[]): number[] {
  let end = 0
  return chunks.map(({ bytes }) => (end += bytes.length))
}

/** Lines that end in a range of the bytes, and what stands there without an end. */
function* linesIn(
  chunks: readonly Chunk[],
  ends: readonly number[],
  { from, to }: { readonly from: number; readonly to: number },
): Generator<{ readonly line: Line; readonly bytes: Uint8Array }> {
  const first = firstByteOfLine(chunks, ends, from)
  const bytes = joined(chunks, ends, first, to)
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start)
    const end = newline < 0 ? bytes.length : newline + 1
    yield { line: { start: first + start, end: first + end }, bytes: bytes.subarray(start, end) }
    start = end
  }
}

/** A line that ends at `from` or behind it may have begun before. */
function firstByteOfLine(chunks: readonly Chunk[], ends: readonly number[], from: number): number {
  for (let index = chunks.length - 1; index >= 0; index--) {
    const end = ends[index] as number
    const start = end - (chunks[index] as Chunk).bytes.length
    if (start >= from) continue
    const newline = (chunks[index] as Chunk).bytes.lastIndexOf(10, from - start - 1)
    if (newline >= 0) return start + newline + 1
  }
  return 0
}

function joined(chunks: readonly Chunk[], ends: readonly number[], from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from)
  for (const { chunk, start, end } of piecesOf(chunks, ends, { start: from, end: to })) {
    const at = (ends[chunks.indexOf(chunk)] as number) - chunk.bytes.length + start - from
    bytes.set(chunk.bytes.subarray(start, end), at)
  }
  return bytes
}

function piecesOf(chunks: readonly Chunk[], ends: readonly number[], line: Line): RowBytes[] {
  return chunks.flatMap((chunk, index) => {
    const offset = (ends[index] as number) - chunk.bytes.length
    const start = Math.max(0, line.start - offset)
    const end = Math.min(chunk.bytes.length, line.end - offset)
    return start < end ? [{ chunk, start, end }] : []
  })
}
