import type { RefObject } from 'preact'
import type { ReportEntry } from '../../src/model/report-page.ts'
import type { Place } from '../address/place.ts'

/** What the list of scenarios and its filters are given. */
export interface ListPanelProps {
  readonly entries: readonly ReportEntry[]
  /** The places in `entries` of those that are listed, in their order. */
  readonly places: readonly number[]
  /** What the list is filtered and sorted by. */
  readonly place: Place
  /** The place in `entries` of the one that is open. */
  readonly open: number | undefined
  readonly addressOf: (at: number) => string
  readonly onChange: (to: { readonly [Key in keyof Place]?: Place[Key] | undefined }) => void
  readonly search: RefObject<HTMLInputElement | null>
}
