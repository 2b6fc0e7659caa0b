import { useEffect, useRef } from 'preact/hooks'
import type { ReportEntry } from '../../src/model/report-page.ts'
import type { PlaceInAddress } from '../address/use-place.ts'
import { OpenedHead } from './opened-head.tsx'
import { OpenedScenario } from './opened-scenario.tsx'
import { useScenario } from './use-scenario.ts'

interface Props {
  /** Its place in the index. */
  readonly at: number
  readonly entry: ReportEntry
  readonly address: PlaceInAddress
  /** The address of the list without it. */
  readonly back: string
}

/** The scenario that is open. */
export function Opened({ at, entry, address, back }: Props) {
  const unpacking = useScenario(at, entry.detail)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // On a narrow screen it takes the list's place, and what had the focus is gone.
    if (address.place.scenario !== undefined && matchMedia('(max-width: 70rem)').matches) heading.current?.focus()
  }, [])
  return (
    <article class="opened" aria-labelledby="opened-title">
      <OpenedHead {...{ entry, back, heading }} />
      {unpacking.state === 'unpacking' && (
        <p class="empty" role="status">
          Unpacking…
        </p>
      )}
      {unpacking.state === 'absent' && (
        <p class="empty">{entry.message ?? 'This report has nothing more of this scenario.'}</p>
      )}
      {unpacking.state === 'damaged' && (
        <p class="empty" role="alert">
          This scenario cannot be unpacked ({unpacking.why}): the file is damaged. Write the report again.
        </p>
      )}
      {unpacking.state === 'ready' && <OpenedScenario scenario={unpacking.scenario} address={address} />}
    </article>
  )
}
