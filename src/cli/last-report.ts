import type { Progress } from '../model/progress.ts'
import { nameOf } from '../report/variant-text.ts'
import { tally } from '../report/summary.ts'
import type { Broadcast } from '../report/stream.ts'

/**
 * What a run still reports when a bug ends it: the results that are known, with the bug as the problem of no one scenario. `publish`
 * stands between the suite and its reporters.
 */
export function lastReport(stream: Broadcast, reported: Promise<unknown>, now: () => number, allowFlaky = false) {
  const counts = tally({ allowFlaky })
  const running = new Set<string>()
  const began = now()
  let over = false
  return {
    publish(progress: Progress): void {
      if (over) return
      if (progress.type === 'scenario-begun') running.add(nameOf(progress))
      if (progress.type === 'scenario-ended') {
        running.delete(nameOf(progress.result))
        counts.add(progress.result)
      }
      over = progress.type === 'suite-ended'
      stream.publish(progress)
    },
    /** Resolves when every reporter has written what it has. */
    async report(error: unknown): Promise<void> {
      if (over) return
      over = true
      const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
      const at = running.size === 0 ? '' : `, while these ran: ${[...running].join(', ')}`
      const hint = 'this is a bug in scenario; the scenarios that had ended are reported, the others are not'
      const problem = { code: 'internal-error' as const, message: `${message}${at}`, hint }
      const summary = counts.summary({ duration: now() - began, interrupted: false, problems: [problem] })
      stream.publish({ type: 'suite-ended', summary })
      stream.end()
      await reported
    },
  }
}
