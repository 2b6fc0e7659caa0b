import type { Refusal } from '../../model/actor.ts'
import type { Problem } from '../../model/problem.ts'
import type { Failure } from '../../model/result.ts'
import { failing } from '../failing.ts'
import type { Span } from '../../model/span.ts'
import type { Role } from '../stage/role.ts'
import { stopRun, type Stage } from '../stage/stage.ts'

const hint = 'this is a mistake in the plugin, not in the scenario: tell its author'

/** Failures of whatever the story rests on: they are told instead of the step's own failure, which they may have caused. */
const weightier = new Set(['plugin-misbehaved', 'regex-too-slow'])

/** The failure to tell of these two: the step's own, unless what it rested on has given way. */
export function truest(stage: Stage, failure: Failure | undefined): Failure | undefined {
  const { stopped } = stage
  return stopped !== undefined && weightier.has(stopped.code) ? stopped : failure
}

/** “cache” of the plugin “memcached”, for messages. */
export function kindOf(stage: Stage, role: Pick<Role, 'declaration'>): string {
  const { kind } = role.declaration
  return `the kind “${kind}” of the plugin “${stage.registry.kinds.get(kind)?.plugin ?? kind}”`
}

/** A plugin has broken its contract: the scenario stops at the next chance and says so; whoever called gets a harmless value. */
export function misbehave(stage: Stage, message: string, more: Partial<Failure> = {}): void {
  if (stage.phase === 'over') return
  if (stage.phase === 'settling') return fault(stage, message)
  if (stage.stopped !== undefined) return
  stage.broken = true
  stopRun(stage, failing(stage, 'plugin-misbehaved', message, { hint, ...more }))
}

/** The same where the story itself goes on: told when nothing worse is. */
export function fault(stage: Stage, message: string): void {
  if (stage.phase === 'over' || stage.faults.some((known) => known.message === message)) return
  stage.faults.push({ code: 'plugin-misbehaved', message, hint } satisfies Problem)
}

/** What a matcher or a pattern threw while a line was asked. */
export function stumbled(stage: Stage, what: string, error: unknown, more: Partial<Failure> = {}): void {
  // The plugins’ door may be another copy of this program, so that its errors are known by their shape.
  if (!isRefusal(error) || error.refusal.code !== 'regex-too-slow')
    return misbehave(stage, `${what} threw: ${said(error)}`, more)
  const { code, message, hint: advice } = error.refusal
  if (stage.stopped === undefined && stage.phase === 'story')
    stopRun(stage, failing(stage, code, message, { ...(advice === undefined ? {} : { hint: advice }), ...more }))
}

/** What a kind says has given way behind the steps: what it refuses with (`refuse`, a slow regex) is told as that, all else is its mistake. */
export function gaveWay(stage: Stage, role: Role, error: unknown, place: Span | undefined): void {
  const at = place === undefined ? {} : { span: place }
  if (!isRefusal(error)) return misbehave(stage, `${kindOf(stage, role)} failed: ${said(error)}`, at)
  if (stage.stopped !== undefined || stage.phase !== 'story') return
  const { code, message, hint: advice } = error.refusal
  if (error.outcome === 'broken') stage.broken = true
  stopRun(stage, failing(stage, code, message, { ...(advice === undefined ? {} : { hint: advice }), ...at }))
}

/** The first line of what was thrown, whatever it was. */
export function said(thrown: unknown): string {
  let text: string
  try {
    text = thrown instanceof Error ? thrown.message : String(thrown)
  } catch {
    text = ''
  }
  return (text.split('\n')[0] ?? '').slice(0, 300) || 'it did not say why'
}

export function isRefusal(error: unknown): error is Refusal {
  return typeof error === 'object' && error !== null && typeof (error as Partial<Refusal>).refusal?.code === 'string'
}

/** What the system answered is the surroundings' doing; anything else that is thrown is the plugin's mistake. */
export function isOfSystem(error: unknown): boolean {
  const { syscall, errno } = (error ?? {}) as NodeJS.ErrnoException
  return typeof syscall === 'string' || typeof errno === 'number'
}
