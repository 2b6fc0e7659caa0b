import { useMemo, useState } from 'preact/hooks'
import type { MarkedRange } from './marked-text.ts'
import type { Scene } from './scene.ts'
import { nearest, search, type Results } from './search.ts'

export interface Search {
  readonly wanted: string
  readonly results: Results
  readonly place: number
  /** By row, what is marked in it. */
  readonly marked: ReadonlyMap<number, readonly MarkedRange[]>
  look(wanted: string): void
  /** The row of the next result, or (-1) of that before. */
  go(by: 1 | -1): number | undefined
}

/** What is searched in a replay, and the result that the reader has gone to. `row` is where a search begins. */
export function useSearch(scene: Scene, row: number): Search {
  const [wanted, setWanted] = useState('')
  const [place, setPlace] = useState(-1)
  const results = useMemo(() => search(scene.replay.transcript.rows, wanted), [scene, wanted])
  const marked = useMemo(() => {
    const byRow = new Map<number, MarkedRange[]>()
    for (const [index, { row, start, end }] of results.found.entries()) {
      const ranges = byRow.get(row) ?? []
      ranges.push({ start, end, current: index === place })
      byRow.set(row, ranges)
    }
    return byRow
  }, [results, place])
  return {
    wanted,
    results,
    place,
    marked,
    look(next) {
      setWanted(next)
      setPlace(-1)
    },
    go(by) {
      const { length } = results.found
      if (length === 0) return undefined
      const to = place < 0 ? nearest(results, row - (by === 1 ? 1 : -1), by) : (place + by + length) % length
      setPlace(to)
      return results.found[to]?.row
    },
  }
}
