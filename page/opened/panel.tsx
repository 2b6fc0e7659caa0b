import type { ReportRun, ReportScenario } from '../../src/model/report-page.ts'
import type { PlaceInAddress } from '../address/use-place.ts'
import { DifferenceView } from './difference-view.tsx'
import { FailureView } from './failure-view.tsx'
import { ProblemsView } from './problems-view.tsx'
import { ReplayTab } from './replay-tab.tsx'
import { SourcesView } from './sources-view.tsx'
import type { TabName } from './tabs.ts'

interface Props {
  readonly scenario: ReportScenario
  readonly run: ReportRun | undefined
  readonly tab: TabName | undefined
  readonly address: PlaceInAddress
  /** Shows the replay at a moment, in microseconds. */
  readonly onReplay: (time: number) => void
}

/** What the open tab shows. */
export function Panel(props: Props) {
  const { scenario, run, tab } = props
  const { sources, problems } = scenario
  if (tab === 'problems') return <ProblemsView {...{ problems, sources }} />
  if (tab === 'source') return <SourcesView {...{ problems, sources }} />
  if (run === undefined || tab === undefined)
    return <p class="empty">{run?.noReplay ?? 'This report has nothing more of this scenario.'}</p>
  return <RunPanel {...props} run={run} />
}

/** Whether a run has what a tab shows was asked before (tabs.ts). */
function RunPanel({ scenario, run, tab, address, onReplay }: Props & { readonly run: ReportRun }) {
  const { replay, failure, difference } = run
  if (tab === 'replay' && replay !== undefined) return <ReplayTab packed={replay} {...{ scenario, address }} />
  if (tab === 'difference' && difference !== undefined)
    return <DifferenceView difference={difference} transcripts={run.transcripts} />
  const at = replay?.verdict?.at
  return failure === undefined ? null : (
    <FailureView failure={failure} onReplay={at === undefined ? undefined : () => onReplay(at)} />
  )
}
