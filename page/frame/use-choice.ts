import { useMemo } from 'preact/hooks'
import type { ReportEntry } from '../../src/model/report-page.ts'
import { wellFormed, type Place } from '../address/place.ts'
import { listed, sortOf } from '../list/filter.ts'

/** Which scenarios a place lists, and which is open: places in `scenarios`. */
export interface Choice {
  readonly places: readonly number[]
  readonly open: number | undefined
}

export function useChoice(scenarios: readonly ReportEntry[], place: Place): Choice {
  const places = useMemo(
    () => listed(scenarios, place, sortOf(place.sort)),
    [scenarios, place.text, place.outcomes?.join(), place.tag, place.sort],
  )
  const byId = useMemo(
    () => new Map(scenarios.map(({ id }, at) => [wellFormed(id), at] as const).toReversed()),
    [scenarios],
  )
  // Where nothing is open, the worst one stands beside the list, so that a red build shows why at once.
  const worst = useMemo(() => listed(scenarios, {}, 'worst')[0], [scenarios])
  return { places, open: place.scenario === undefined ? worst : byId.get(place.scenario) }
}
