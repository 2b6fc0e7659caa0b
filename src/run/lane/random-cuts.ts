import { goldenGamma, mixedBits } from '../../text/mixed-bits.ts'

/** The pieces in which bytes reach a lane: none of a piece is changed, and together they are the bytes. */
export type CutBytes = (lane: string, stream: string | undefined, bytes: Uint8Array) => Iterable<Uint8Array>

/** Of a flood only the beginning is cut finely. */
const finely = 64 * 1024
/** How many bytes a piece has on average: each stream has one of these for all of a run. */
const sizes = [1, 2, 8, 64] as const
const coarse = 4096

/**
 * Cuts at random places. Where a stream is cut depends on the seed, its name and the number of bytes before the place: never on the pieces
 * in which it comes, so that the same seed cuts the same conversation at the same places. The answer is for one run.
 */
export function randomCuts(seed: number): CutBytes {
  const streams = new Map<string, { readonly key: number; readonly size: number; offset: number }>()
  return (lane, name = '', bytes) => {
    const id = `${lane}\n${name}`
    let stream = streams.get(id)
    if (stream === undefined) {
      const key = mixed(hashOf(id) ^ seed)
      stream = { key, size: sizes[mixed(key) % sizes.length] as number, offset: 0 }
      streams.set(id, stream)
    }
    const pieces: Uint8Array[] = []
    let from = 0
    for (let at = 1; at < bytes.byteLength; at++) {
      const offset = stream.offset + at
      if (mixed(stream.key + offset) % (offset < finely ? stream.size : coarse) !== 0) continue
      pieces.push(bytes.subarray(from, at))
      from = at
    }
    stream.offset += bytes.byteLength
    pieces.push(bytes.subarray(from))
    return pieces
  }
}

function hashOf(text: string): number {
  let hash = 0
  for (let at = 0; at < text.length; at++) hash = mixed(hash + text.charCodeAt(at))
  return hash
}

/** The first number that a seed draws; zero has one, too. */
export const mixed = (seed: number): number => mixedBits(seed + goldenGamma)
