import type { ReportEntry } from '../../src/model/report-page.ts'

/**
 * The duration that takes a whole bar, in milliseconds: that which 95 of 100 scenarios stay below, so that a single slow one does not
 * make all others look alike. 0 where nothing took any time.
 */
export function wholeBar(entries: readonly ReportEntry[]): number {
  const durations = entries.map(({ duration }) => duration).sort((a, b) => a - b)
  return durations[Math.max(0, Math.ceil(durations.length * 0.95) - 1)] ?? 0
}
