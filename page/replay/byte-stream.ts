import type { Chunk } from '../../src/model/replay.ts'

/** Bytes of one chunk, and which of them [start, end) are the row's: all of them where that cannot be said. */
export interface RowBytes {
  readonly chunk: Chunk
  readonly start: number
  readonly end: number
}

/** Bytes [start, end) of a stream. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Chunks of one lane in one direction as one row of bytes. */
export interface ByteStream {
  /** From the first byte of the first to the last byte of the last of these chunks, which are among its own. */
  around(chunks: readonly Chunk[]): Stretch
  /** The first byte of the line that ends at this byte or behind it: it may have begun before. */
  lineStart(from: number): number
  bytes(start: number, end: number): Uint8Array
  /** The parts of its chunks that hold these bytes, in order. */
  piecesOf(stretch: Stretch): RowBytes[]
}

export function streamOf(chunks: readonly Chunk[]): ByteStream {
  let last = 0
  const placed = chunks.map((chunk) => ({ chunk, start: last, end: (last += chunk.bytes.length) }))
  const parts = (stretch: Stretch) =>
    placed.flatMap(({ chunk, start }) => {
      const from = Math.max(0, stretch.start - start)
      const to = Math.min(chunk.bytes.length, stretch.end - start)
      return from < to ? [{ chunk, start: from, end: to, at: start + from }] : []
    })
  return {
    around(some) {
      const own = placed.filter(({ chunk }) => some.includes(chunk))
      return { start: own[0]?.start ?? 0, end: own.at(-1)?.end ?? 0 }
    },
    lineStart(from) {
      for (const { chunk, start } of placed.toReversed()) {
        if (start >= from) continue
        const newline = chunk.bytes.lastIndexOf(10, from - start - 1)
        if (newline >= 0) return start + newline + 1
      }
      return 0
    },
    bytes(start, end) {
      const bytes = new Uint8Array(Math.max(0, end - start))
      for (const part of parts({ start, end }))
        bytes.set(part.chunk.bytes.subarray(part.start, part.end), part.at - start)
      return bytes
    },
    piecesOf: (stretch) => parts(stretch).map(({ chunk, start, end }) => ({ chunk, start, end })),
  }
}
