import { retitle } from '../authoring/retitle.ts'
import type { Plan } from '../model/shake.ts'
import type { Row, Transcript } from '../model/transcript.ts'
import { transcriptPath } from '../suite/paths.ts'
import { writeTranscript } from '../transcript/write.ts'
import { differenceOf, type Differing } from './difference.ts'
import type { Subject } from './run-planned.ts'
import { openFor, runText, undisturbed, withProxies } from './written-scenario.ts'

/** The files that were written, as messages show them, or why none were. */
export type WrittenFinding = { readonly scenario: string; readonly transcript?: string } | { readonly why: string }

/** What was found, and the words for it. */
interface Found {
  readonly plan: Plan
  readonly differing: Differing
  readonly words: string
  /** Milliseconds that each step has at least. */
  readonly patience: number
}

/**
 * Writes a finding as a scenario beside the one that was shaken, with a proxy that does by itself what the wires did; proved by running
 * it, with and without its faults. Its transcript is written where only that shows the difference.
 */
export async function writeFinding(
  name: string,
  { plan, differing, words, patience }: Found,
  subject: Subject,
): Promise<WrittenFinding> {
  const { host, options } = subject
  const { files, shown } = host.services
  if (plan.order !== undefined || plan.pieces !== undefined)
    return { why: 'a scenario cannot say in which order actors are made ready, or which pieces lanes receive' }
  const opened = openFor(name, subject)
  if ('why' in opened) return opened
  const { file, text } = opened
  const original = retitle(text, `${subject.checked.title}, shaken`, `Fails when ${words}.`)
  const control = await withProxies({ text: original, file }, undisturbed(plan), subject)
  const cut = await withProxies({ text: original, file }, plan, subject)
  if ('why' in control) return control
  if ('why' in cut) return cut
  const expected = await runText({ text: control.text, file }, subject)
  if (expected.status !== 'passed' || expected.transcript === undefined)
    return { why: 'with a proxy, and before anything is done to it, it does not pass' }
  const shaken = await runText({ text: cut.text, file }, subject, patience)
  const transcript = withLanesOf(expected.transcript, shaken.transcript, cut.proxies)
  const now = await differenceOf(shaken, transcript)
  if (now?.key !== differing.key) return { why: 'with a proxy in place of the wire it does not fail in the same way' }
  const problem = files.write(file, cut.text)
  if (problem !== undefined) return { why: problem.message }
  if (now.result.failure.code !== 'transcript-differs') return { scenario: shown(file) }
  const beside = transcriptPath(file, options.scenarios)
  const unwritten = files.write(beside, writeTranscript(transcript))
  return unwritten === undefined ? { scenario: shown(file), transcript: shown(beside) } : { why: unwritten.message }
}

/** What a proxy says of its faults is the same in a run that passes. */
function withLanesOf(expected: Transcript, shaken: Transcript | undefined, lanes: readonly string[]): Transcript {
  const isOwn = ({ lane }: Row): boolean => lanes.includes(lane)
  const at = Math.max(0, expected.rows.findIndex(isOwn))
  const others = expected.rows.filter((row) => !isOwn(row))
  const rows = [...others.slice(0, at), ...(shaken?.rows ?? []).filter(isOwn), ...others.slice(at)]
  // What no step took stands behind all else.
  return {
    ...expected,
    rows: [...rows.filter(({ tail }) => tail !== true), ...rows.filter(({ tail }) => tail === true)],
  }
}
