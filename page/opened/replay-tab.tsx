import { useMemo } from 'preact/hooks'
import type { PackedReplay, ReportScenario } from '../../src/model/report-page.ts'
import type { PlaceInAddress } from '../address/use-place.ts'
import { ReplayView } from '../replay/replay-view.tsx'
import { unpacked } from '../replay/unpack.ts'

interface Props {
  readonly packed: PackedReplay
  readonly scenario: ReportScenario
  readonly address: PlaceInAddress
}

/** The replay of a run, from the moment that the address says; where the reader goes in it is written there. */
export function ReplayTab({ packed, scenario, address }: Props) {
  const replay = useMemo(() => unpacked(packed), [packed])
  const { time, row, view } = address.place
  return (
    <ReplayView
      replay={replay}
      sources={scenario.sources}
      {...{ time, row, view }}
      onPlace={(to) => address.note({ scenario: scenario.id, time: to.time, row: to.row, view: to.view })}
    />
  )
}
