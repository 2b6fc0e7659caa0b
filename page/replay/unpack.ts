import type { Chunk, Replay } from '../../src/model/replay.ts'
import type { PackedChunk, PackedReplay } from '../../src/model/report-page.ts'
import { fromBase64 } from '../data/base64.ts'

const utf8 = new TextEncoder()

/** A replay as the page is given it, with its bytes as bytes. */
export function unpacked(packed: PackedReplay): Replay {
  return { ...packed, chunks: packed.chunks.map(unpackedChunk) }
}

function unpackedChunk({ bytes, ...chunk }: PackedChunk): Chunk {
  if (typeof bytes === 'string') return { ...chunk, bytes: utf8.encode(bytes) }
  return { ...chunk, bytes: fromBase64(bytes.base64) }
}
