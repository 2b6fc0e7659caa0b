import { createHash } from 'node:crypto'
import type { Problem } from '../model/problem.ts'
import type { Shard, ShardBegun } from '../model/progress.ts'

export interface Cut {
  /** The positions in `ids` of this shard's entries, in order. */
  readonly kept: readonly number[]
  readonly begun: ShardBegun
}

/**
 * The entries of one shard. Each is in exactly one, and in the same one on every machine, since it depends on its id alone: so
 * nothing is lost where a machine has a file more than the others.
 */
export function cut(ids: readonly string[], shard: Shard): Cut {
  const shardOf = ids.map((id) => (sha256(id).readUIntBE(0, 6) % shard.total) + 1)
  const all = ids.map((id, at) => `${id}\t${shardOf[at]}\n`).sort()
  const split = sha256(all.join('')).toString('hex').slice(0, 16)
  return {
    kept: [...ids.keys()].filter((at) => shardOf[at] === shard.index),
    begun: { ...shard, of: ids.length, split },
  }
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What a shard without entries says; it passes. */
export const emptyShard = ({ index, total, of }: ShardBegun): Problem => ({
  code: 'shard-empty',
  message: `shard ${index}/${total} has none of the ${of} selected ${of === 1 ? 'scenario' : 'scenarios'}`,
  hint: 'the other shards have them; with fewer shards, each has some',
  severity: 'warning',
})
