import { createHash } from 'node:crypto'
import type { Problem } from '../model/problem.ts'
import type { Shard, ShardBegun } from '../model/progress.ts'
import { durationsOf } from './timings.ts'

export interface Cut {
  /** The positions in `ids` of this shard's entries, in order. */
  readonly kept: readonly number[]
  readonly begun: ShardBegun
}

/**
 * The entries of one shard. Each is in exactly one: by a hash of its id, so that nothing is lost where a machine has a file more than
 * the others; or, where the time that each takes is known, in such a way that all shards take about as long.
 */
export function cut(ids: readonly string[], shard: Shard, medians?: ReadonlyMap<string, number>): Cut {
  const durations = medians === undefined ? undefined : durationsOf(ids, medians)
  const shardOf = durations === undefined ? byHash(ids, shard.total) : byDuration(ids, durations, shard.total)
  const all = ids.map((id, at) => `${id}\t${shardOf[at]}\n`).sort()
  const split = sha256(all.join('')).toString('hex').slice(0, 16)
  return {
    kept: [...ids.keys()].filter((at) => shardOf[at] === shard.index),
    begun: { ...shard, of: ids.length, split, ...(durations === undefined ? {} : { timed: true as const }) },
  }
}

const byHash = (ids: readonly string[], total: number): number[] =>
  ids.map((id) => (sha256(id).readUIntBE(0, 6) % total) + 1)

/** The longest first, each to the shard that has least to do so far; equal ones in the order of their ids. */
function byDuration(ids: readonly string[], durations: readonly number[], total: number): number[] {
  const longestFirst = [...ids.keys()].sort(
    (one, other) => durations[other]! - durations[one]! || (ids[one]! < ids[other]! ? -1 : 1),
  )
  const loads = Array.from({ length: Math.min(total, ids.length) }, () => ({ time: 0, count: 0 }))
  const shardOf: number[] = []
  for (const at of longestFirst) {
    const index = leastLoaded(loads)
    loads[index]!.time += durations[at]!
    loads[index]!.count += 1
    shardOf[at] = index + 1
  }
  return shardOf
}

/** Entries that take no time are spread by their number. */
function leastLoaded(loads: readonly { readonly time: number; readonly count: number }[]): number {
  let least = 0
  for (const [index, { time, count }] of loads.entries()) {
    const best = loads[least]!
    if (time < best.time || (time === best.time && count < best.count)) least = index
  }
  return least
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** What a shard without entries says; it passes. */
export const emptyShard = ({ index, total, of }: ShardBegun): Problem => ({
  code: 'shard-empty',
  message: `shard ${index}/${total} has none of the ${of} selected ${of === 1 ? 'scenario' : 'scenarios'}`,
  hint: 'the other shards have them; with fewer shards, each has some',
  severity: 'warning',
})
