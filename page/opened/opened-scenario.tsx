import type { ReportScenario } from '../../src/model/report-page.ts'
import type { PlaceInAddress } from '../address/use-place.ts'
import { Tabs } from '../parts/tabs.tsx'
import { Notes } from './notes.tsx'
import { Panel } from './panel.tsx'
import { RunChoice } from './run-choice.tsx'
import { firstTab, tabsOf } from './tabs.ts'

interface Props {
  readonly scenario: ReportScenario
  readonly address: PlaceInAddress
}

/** Everything of a scenario: its runs, and of one of them what there is to see. */
export function OpenedScenario({ scenario, address }: Props) {
  const { runs } = scenario
  const { place } = address
  const number = Math.min(Math.max(1, place.run ?? runs.length), runs.length)
  const run = runs[number - 1]
  const tabs = tabsOf(scenario, run)
  const tab = firstTab(tabs, place.tab)
  // A place in one run is none in another.
  const elsewhere = { scenario: scenario.id, row: undefined, time: undefined }
  return (
    <>
      <Notes {...{ scenario, run }} saysFailure={tab !== 'failure'} />
      {runs.length > 1 && (
        <RunChoice
          runs={runs}
          number={number}
          onChoose={(chosen) => address.change({ ...elsewhere, run: chosen, tab: undefined })}
        />
      )}
      <Tabs
        label="What is shown of the run"
        tabs={tabs}
        open={tab}
        onOpen={(name) => address.change({ scenario: scenario.id, tab: name })}
        id="opened-panel"
      />
      <div class={`panel panel-${tab ?? 'none'}`} role="tabpanel" id="opened-panel" aria-label={tab}>
        <Panel
          key={number}
          {...{ scenario, run, tab, address }}
          onReplay={(time) => address.go({ ...elsewhere, run: number, tab: 'replay', time })}
        />
      </div>
    </>
  )
}
