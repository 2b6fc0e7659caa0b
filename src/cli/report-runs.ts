import type { Problem } from '../model/problem.ts'
import type { Progress } from '../model/progress.ts'
import type { Recordings } from '../model/reporter.ts'
import { runReporters, type Outlet } from '../report/reporters-run.ts'
import { broadcast } from '../report/stream.ts'

/** Lets reporters read a run that is over. */
export async function reportRun(
  progress: readonly Progress[],
  outlets: readonly Outlet[],
  recordings: Recordings,
): Promise<readonly Problem[]> {
  const stream = broadcast()
  const reported = runReporters(stream, outlets, recordings)
  for (const update of progress) stream.publish(update)
  stream.end()
  return reported
}
