import type { Problem } from '../model/problem.ts'
import type { Transcript } from '../model/transcript.ts'
import { openHeading } from './write.ts'

/** True for the lane of an actor whose tail is open, and for those of its connections. */
export const isOpen = (open: readonly string[] | undefined, lane: string): boolean =>
  open !== undefined && (open.includes(lane) || open.includes(lane.slice(0, lane.indexOf('#'))))

/**
 * What the committed transcript calls open and its scenario does not: it would let lines be lost without a word. `text` is that of
 * the committed one, `shown` how messages name its file.
 */
export function tailNotDeclared(
  committed: Transcript,
  received: Transcript,
  { text, file, shown }: { readonly text: string; readonly file: string; readonly shown: string },
): Problem | undefined {
  const name = (committed.open ?? []).find((lane) => !isOpen(received.open, lane))
  if (name === undefined) return undefined
  const line = text.indexOf(`\n${openHeading}`) + 1
  const start = text.indexOf(` ${name}`, line + openHeading.length - 1) + 1
  const [actor] = name.split('#')
  return {
    code: 'tail-not-declared',
    message: `${shown} has “${name}” with an open tail, and the scenario does not say so`,
    span: { file, start, end: start + name.length },
    hint: `record the transcript anew with --update, or declare “${actor}” with tail: open`,
  }
}

/** True when both name the same lanes. */
export const sameTails = (committed: Transcript, received: Transcript): boolean =>
  [...(committed.open ?? [])].sort().join(' ') === [...(received.open ?? [])].sort().join(' ')
