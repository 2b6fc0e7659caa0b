import type { Chunk, Replay } from '../../src/model/replay.ts'
import type { Row } from '../../src/model/transcript.ts'

/** Chunks of one lane in one direction, in order of arrival. */
interface Chunks {
  readonly chunks: readonly Chunk[]
  /** Microseconds, of each of them. */
  readonly times: readonly number[]
}

/** A replay may have very many, and the row that is looked at changes with each frame while it plays. */
const known = new WeakMap<Replay, Map<string, Chunks>>()

/** Those of a row's lane, in its direction and on its stream; of a group, of each of its instances. */
export function chunksOf(replay: Replay, { lane, mark }: Row): Chunks {
  let ofReplay = known.get(replay)
  if (ofReplay === undefined) known.set(replay, (ofReplay = new Map()))
  const direction = mark === '>' ? 'sent' : 'received'
  const stream = mark === '!' ? 'stderr' : mark === '=' || mark === '>' ? 'any' : 'other'
  const key = `${direction} ${stream} ${lane}`
  let found = ofReplay.get(key)
  if (found === undefined) {
    const chunks = replay.chunks.filter(
      (chunk) =>
        chunk.direction === direction &&
        (chunk.lane === lane || chunk.lane.startsWith(`${lane}#`)) &&
        (stream === 'any' || (chunk.stream === 'stderr') === (stream === 'stderr')),
    )
    ofReplay.set(key, (found = { chunks, times: chunks.map(({ at }) => at) }))
  }
  return found
}
