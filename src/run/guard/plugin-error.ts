import type { ProblemError } from '../../model/actor.ts'
import type { Problem } from '../../model/problem.ts'
import type { Failure } from '../../model/result.ts'
import { failing } from '../failure/failing.ts'
import type { Span } from '../../model/span.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import { stopRun, type RunSetup, type RunOutcome, type GuardContext } from '../context/run-context.ts'

const hint = 'this is a mistake in the plugin, not in the scenario: report it to its author'

/** Failures of what the scenario rests on: they are reported instead of the step's own failure, which they may have caused. */
const weightier = new Set(['plugin-error', 'regex-too-slow'])

/** The failure to report of these two: the step's own, unless what it rested on has failed. */
export function mainFailure(context: RunOutcome, failure: Failure | undefined): Failure | undefined {
  const { stopped } = context
  return stopped !== undefined && weightier.has(stopped.code) ? stopped : failure
}

/** “cache” of the plugin “memcached”, for messages. */
export function kindOf(context: RunSetup, instance: Pick<ActorInstance, 'declaration'>): string {
  const { kind } = instance.declaration
  return `the kind “${kind}” of the plugin “${context.registry.kinds.get(kind)?.plugin ?? kind}”`
}

/** A plugin has broken its contract: the scenario stops at the next chance and reports it; the caller gets a harmless value. */
export function pluginError(context: GuardContext, message: string, more: Partial<Failure> = {}): void {
  if (context.phase === 'over') return
  if (context.phase === 'teardown') return fault(context, message)
  if (context.stopped !== undefined) return
  context.broken = true
  stopRun(context, failing(context, 'plugin-error', message, { hint, ...more }))
}

/** The same where the scenario itself goes on: reported when there is no worse failure. */
export function fault(context: RunOutcome, message: string): void {
  if (context.phase === 'over' || context.faults.some((known) => known.message === message)) return
  context.faults.push({ code: 'plugin-error', message, hint } satisfies Problem)
}

/** What a matcher or a pattern threw while a line was asked. */
export function reportThrown(context: GuardContext, what: string, error: unknown, more: Partial<Failure> = {}): void {
  // The plugins’ door may be another copy of this program, so that its errors are known by their shape.
  if (!isProblemError(error) || error.problem.code !== 'regex-too-slow')
    return pluginError(context, `${what} threw: ${thrownMessage(error)}`, more)
  const { code, message, hint: advice } = error.problem
  if (context.stopped === undefined && context.phase === 'steps')
    stopRun(context, failing(context, code, message, { ...(advice === undefined ? {} : { hint: advice }), ...more }))
}

/** An error that a kind reports between steps: its own reasons (`refuse`, a slow regex) are reported as such, all else is its mistake. */
export function reportActorError(
  context: GuardContext,
  instance: ActorInstance,
  error: unknown,
  place: Span | undefined,
): void {
  const at = place === undefined ? {} : { span: place }
  if (!isProblemError(error))
    return pluginError(context, `${kindOf(context, instance)} failed: ${thrownMessage(error)}`, at)
  if (context.stopped !== undefined || context.phase !== 'steps') return
  const { code, message, hint: advice } = error.problem
  if (error.outcome === 'broken') context.broken = true
  stopRun(context, failing(context, code, message, { ...(advice === undefined ? {} : { hint: advice }), ...at }))
}

/** The first line of what was thrown, whatever it was. */
export function thrownMessage(thrown: unknown): string {
  let text: string
  try {
    text = thrown instanceof Error ? thrown.message : String(thrown)
  } catch {
    text = ''
  }
  return (text.split('\n')[0] ?? '').slice(0, 300) || 'it gave no reason'
}

export function isProblemError(error: unknown): error is ProblemError {
  return (
    typeof error === 'object' && error !== null && typeof (error as Partial<ProblemError>).problem?.code === 'string'
  )
}

/** What the system answered is the environment's doing; anything else that is thrown is the plugin's mistake. */
export function isOfSystem(error: unknown): boolean {
  const { syscall, errno } = (error ?? {}) as NodeJS.ErrnoException
  return typeof syscall === 'string' || typeof errno === 'number'
}
