import type { Chunk, Replay } from '../model/replay.ts'
import type { PackedChunk, PackedReplay } from '../model/report-page.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** A replay that JSON can hold. The page draws rows, so that it needs nothing of terminals. */
export const packed = ({ terminals: _terminals, ...replay }: Replay): PackedReplay => ({
  ...replay,
  chunks: replay.chunks.map(packedChunk),
})

const packedChunk = ({ bytes, ...rest }: Chunk): PackedChunk => ({ ...rest, bytes: packedBytes(bytes) })

function packedBytes(bytes: Uint8Array): PackedChunk['bytes'] {
  try {
    return utf8.decode(bytes)
  } catch {
    return { base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }
  }
}
