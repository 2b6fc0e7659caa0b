import type { RefObject } from 'preact'
import type { ReportEntry } from '../../src/model/report-page.ts'
import { hashOf, listOf } from '../address/place.ts'
import type { PlaceInAddress } from '../address/use-place.ts'
import { Opened } from '../opened/opened.tsx'

interface Props {
  readonly scenarios: readonly ReportEntry[]
  /** The place in `scenarios` of the one that is open. */
  readonly open: number | undefined
  readonly address: PlaceInAddress
  readonly main: RefObject<HTMLElement | null>
}

/** Beside the list: the scenario that is open, or why there is none. */
export function OpenPanel({ scenarios, open, address, main }: Props) {
  const { place, visit } = address
  const entry = open === undefined ? undefined : scenarios[open]
  return (
    <main ref={main} tabIndex={-1} aria-label="Open scenario">
      {open !== undefined && entry !== undefined ? (
        <Opened key={`${open}/${visit}`} at={open} {...{ entry, address }} back={hashOf(listOf(place)) || '#'} />
      ) : (
        <p class="empty">
          {place.scenario === undefined
            ? 'No scenario was run.'
            : `This report has no scenario “${place.scenario}”. Choose one of the list.`}
        </p>
      )}
    </main>
  )
}
