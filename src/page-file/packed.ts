import type { Replay } from '../model/replay.ts'
import type { PackedChunk, PackedReplay } from '../model/report-page.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Bytes of a run that a page takes: a text in memory has some 500 million characters at the most, and a browser unpacks all of it. */
const most = 64 * 1024 * 1024

/** A replay that JSON can hold, without bytes behind the first `limit`. The page draws rows, so that it needs nothing of terminals. */
export function packed({ terminals: _terminals, ...replay }: Replay, limit = most): PackedReplay {
  const chunks: PackedChunk[] = []
  let taken = 0
  let left = 0
  for (const { bytes, ...rest } of replay.chunks) {
    if (left > 0 || taken + bytes.length > limit) left += bytes.length
    else {
      taken += bytes.length
      chunks.push({ ...rest, bytes: packedBytes(bytes) })
    }
  }
  return { ...replay, chunks, ...(left > 0 && { bytesLeftOut: left }) }
}

function packedBytes(bytes: Uint8Array): PackedChunk['bytes'] {
  const base64 = () => ({ base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') })
  if (isMuchControl(bytes)) return base64()
  try {
    return utf8.decode(bytes)
  } catch {
    return base64()
  }
}

/** As a text of JSON it would be much longer than as base64: each of these characters takes six. */
function isMuchControl(bytes: Uint8Array): boolean {
  let count = 0
  for (const byte of bytes) if (byte < 0x20 && (byte < 0x08 || byte > 0x0d)) count++
  return count * 4 > bytes.length
}
