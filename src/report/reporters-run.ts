import type { Recordings, Reporter, Terminal } from '../model/reporter.ts'
import type { Problem } from '../model/problem.ts'
import type { Broadcast } from './stream.ts'

/** A reporter and where its text goes. */
export interface Outlet {
  readonly name: string
  readonly reporter: Reporter
  readonly terminal: Terminal
  write(text: string): void | Promise<void>
  /** Called once: with true after the last text, with false when the reporter threw before. */
  close?(isWhole: boolean): Problem | undefined
  /** The file in which a report stands that nobody reads on a terminal; undefined until it is written. */
  readonly wrote?: () => string | undefined
}

/**
 * Lets every reporter read the stream. A reporter that throws is left behind with a problem of its own, and its siblings
 * go on. Call it before the first progress comes; it resolves when the stream has ended and all has been written.
 */
export async function runReporters(
  stream: Broadcast,
  outlets: readonly Outlet[],
  recordings?: Recordings,
): Promise<readonly Problem[]> {
  const problems = await Promise.all(outlets.map((outlet) => runReporter(stream, outlet, recordings)))
  return problems.flat()
}

async function runReporter(
  stream: Broadcast,
  outlet: Outlet,
  recordings: Recordings | undefined,
): Promise<readonly Problem[]> {
  const problems: Problem[] = []
  let isWhole = false
  const progress = stream.listen()
  try {
    for await (const text of outlet.reporter.report(progress, outlet.terminal, recordings)) await outlet.write(text)
    isWhole = true
  } catch (thrown) {
    const message = `the reporter “${outlet.name}” threw: ${thrown instanceof Error ? thrown.message : String(thrown)}`
    problems.push({ code: 'plugin-error', message, hint: 'the other reporters and the run itself went on' })
  }
  await progress.return?.()
  const unwritten = outlet.close?.(isWhole)
  if (unwritten !== undefined) problems.push(unwritten)
  return problems
}
