import { createHash } from 'node:crypto'

/**
 * The positions of these ids in random order. The same seed gives the same order on every machine, whatever the order before; and since
 * each id has its place by itself, all others keep theirs when one is added or left out.
 */
export function shuffled(ids: readonly string[], seed: number): readonly number[] {
  const places = ids.map((id) => createHash('sha256').update(`${seed}\n${id}`).digest('hex'))
  return [...ids.keys()].sort((one, other) => ((places[one] as string) < (places[other] as string) ? -1 : 1))
}
