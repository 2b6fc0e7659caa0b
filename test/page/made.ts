import type { ReportEntry, ReportIndex } from '../../src/model/report-page.ts'

/** An entry of the report's index; what is not given is that of a small scenario that passed. */
export function entry(given: Partial<ReportEntry> & { readonly id: string }): ReportEntry {
  return {
    file: `scenarios/${given.id}.yaml`,
    title: given.id,
    outcome: 'passed',
    duration: 12,
    attempts: 1,
    tags: [],
    detail: false,
    ...given,
  }
}

/** The index of these scenarios. */
export function indexOf(scenarios: readonly ReportEntry[], given: Partial<ReportIndex> = {}): ReportIndex {
  return {
    version: 1,
    begun: '2026-11-22 18:25:37 UTC',
    status: scenarios.some(({ outcome }) => outcome === 'failed') ? 'failed' : 'passed',
    duration: 1234,
    problems: [],
    scenarios,
    ...given,
  }
}
