import type { ReportRun, ReportScenario } from '../../src/model/report-page.ts'

export type TabName = 'replay' | 'failure' | 'difference' | 'problems' | 'source'

export interface TabChoice {
  readonly name: TabName
  readonly title: string
}

const titles: Readonly<Record<TabName, string>> = {
  replay: 'Replay',
  failure: 'Failure',
  difference: 'Difference',
  problems: 'Problems',
  source: 'Scenario',
}

/** What there is to see of a run, in the order of its tabs; `run` is undefined where the scenario did not run. */
export function tabsOf({ problems, sources }: ReportScenario, run: ReportRun | undefined): readonly TabChoice[] {
  const there: Readonly<Record<TabName, boolean>> = {
    replay: run?.replay !== undefined,
    failure: run?.failure !== undefined,
    difference: run?.difference !== undefined && run.difference.lanes.length > 0,
    problems: problems.length > 0,
    // The replay has it beside it.
    source: run?.replay === undefined && sources.length > 0,
  }
  const names: readonly TabName[] = ['replay', 'failure', 'difference', 'problems', 'source']
  return names.filter((name) => there[name]).map((name) => ({ name, title: titles[name] }))
}

/** What is shown first: what is wrong, where something is, and the conversation otherwise. */
export function firstTab(tabs: readonly TabChoice[], wanted: string | undefined): TabName | undefined {
  const order: readonly (string | undefined)[] = [wanted, 'problems', 'difference', 'failure', 'replay', 'source']
  return order.map((name) => tabs.find((tab) => tab.name === name)).find((tab) => tab !== undefined)?.name
}
