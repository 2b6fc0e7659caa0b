import type { Target, Template } from '../../model/scenario.ts'
import type { Step } from '../../language/scenario.ts'
import { traitsOf } from './options.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** Signals that are sent to end a program; SIGHUP and the like make many of them only read their settings again. */
const ending: ReadonlySet<string> = new Set(['SIGTERM', 'SIGINT', 'SIGKILL', 'SIGQUIT'])

export function noteSignal(walked: WalkedActor | undefined, step: Step, target: Target, signal: Template): void {
  const [name, ...more] = signal.parts
  if (walked?.kind?.can.includes('signal') !== true || typeof name !== 'string' || more.length > 0 || !ending.has(name))
    return
  walked.signalled = { name, step, target }
}

/**
 * The effect of a program's last signal is unknown: how long the program takes would decide whether its exit is seen, and then is
 * unexpected.
 */
export function judgeSignal(walk: WalkState, { kind, declaration, signalled }: WalkedActor): void {
  if (signalled === undefined || walk.gaps.stepGaps.size > 0) return
  // For one that goes into the background the last process is the one that ends, and others report that.
  if (traitsOf({ kind, declaration }).background === true && signalled.step !== walk.last) return
  const { name } = declaration
  walk.collector.report({
    code: 'exit-not-expected',
    message: `${signalled.name} is to end “${name}”, and no later step expects its exit`,
    span: signalled.target.span,
    hint: `add “- expect: { ${name}: { exit: ${signalled.name === 'SIGKILL' ? 'SIGKILL' : '0'} } }” behind it, or a step that expects what “${name}” does instead`,
  })
}
