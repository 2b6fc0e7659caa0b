import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Row } from '../../src/model/transcript.ts'
import type { Range } from '../parts/pieces.ts'
import type { Scene } from './scene.ts'
import { nearest, nothing, readWanted, searchedOf, searchText, type Results, type Wanted } from './search.ts'
import { searchRegex } from './search-regex.ts'

/** Where a row has what is searched; `current` is the result that the reader has gone to. */
export type FoundRange = Range<'found' | 'current'>

export interface Search {
  readonly wanted: string
  readonly results: Results
  readonly place: number
  /** By row, what is marked in it. */
  readonly marked: ReadonlyMap<number, readonly FoundRange[]>
  look(wanted: string): void
  /** The row of the next result, or (-1) of that before. */
  go(by: 1 | -1): number | undefined
}

/** What is searched in a replay, and the result that the reader has gone to. `row` is where a search begins. */
export function useSearch(scene: Scene, row: number): Search {
  const [wanted, setWanted] = useState('')
  const [place, setPlace] = useState(-1)
  const results = useResults(scene.replay.transcript.rows, wanted)
  const marked = useMemo(() => {
    const byRow = new Map<number, FoundRange[]>()
    for (const [index, { row, start, end }] of results.found.entries()) {
      const ranges = byRow.get(row) ?? []
      ranges.push({ start, end, mark: index === place ? 'current' : 'found' })
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

const begun: Results = { ...nothing, unfinished: { rows: 0, why: 'searching' } }

/** What is found: of a text at once, of a regex as it goes on. */
function useResults(rows: readonly Row[], wanted: string): Results {
  const texts = useMemo(() => searchedOf(rows), [rows])
  const asked = useMemo(() => readWanted(wanted), [wanted])
  const atOnce = useMemo(() => resultsAtOnce(texts, asked), [texts, asked])
  const [ofRegex, setOfRegex] = useState<{ readonly asked: Wanted; readonly results: Results }>()
  useEffect(() => {
    if (!('regex' in asked)) return
    return searchRegex({ texts, regex: asked.regex }, (results) => setOfRegex({ asked, results }))
  }, [texts, asked])
  return atOnce ?? (ofRegex?.asked === asked ? ofRegex.results : begun)
}

function resultsAtOnce(texts: readonly string[], asked: Wanted): Results | undefined {
  if ('regex' in asked) return undefined
  return 'mistake' in asked ? { ...nothing, mistake: asked.mistake } : searchText(texts, asked.text)
}
