import { insertProxy } from '../authoring/insert-proxy.ts'
import { writeFaults } from '../authoring/planned-faults.ts'
import { retitle } from '../authoring/retitle.ts'
import type { Plan } from '../model/shake.ts'
import type { Row, Transcript } from '../model/transcript.ts'
import { check, run, type Checked } from '../pipeline.ts'
import { withText } from '../pipeline/with-text.ts'
import { scaleWithLeast } from '../run/time/scaled.ts'
import { scenarioBeside, transcriptPath } from '../suite/paths.ts'
import { runHostOf } from '../suite/run-one.ts'
import { groups } from '../text/groups.ts'
import { writeTranscript } from '../transcript/write.ts'
import { differenceOf, type Differing } from './difference.ts'
import type { Subject } from './run-planned.ts'

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
  const { entry, host, options } = subject
  const { files, shown } = host.services
  const file = scenarioBeside(entry.file, name)
  if (files.exists(file)) return { why: `${shown(file)} is there already` }
  if (plan.order !== undefined || plan.pieces !== undefined)
    return { why: 'a scenario cannot say in which order actors are made ready, or which pieces lanes receive' }
  const read = files.read(entry.file)
  if ('problem' in read) return { why: read.problem.message }
  const title = `${subject.checked.title}, shaken`
  const original = retitle(
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes),
    title,
    `Fails when ${words}.`,
  )
  const undisturbed = plan.faults.map(({ actor, connection, direction }) => ({ actor, connection, direction }))
  const control = await withProxies(original, { faults: undisturbed }, file, subject)
  const cut = await withProxies(original, plan, file, subject)
  if ('why' in control) return control
  if ('why' in cut) return cut
  const expected = await runText(control.text, file, subject)
  if (expected.status !== 'passed' || expected.transcript === undefined)
    return { why: 'with a proxy, and before anything is done to it, it does not pass' }
  const shaken = await runText(cut.text, file, subject, patience)
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

/** The text with a proxy for each actor, which does what the plan says. */
async function withProxies(
  original: string,
  { faults }: Plan,
  file: string,
  subject: Subject,
): Promise<{ readonly text: string; readonly proxies: readonly string[] } | { readonly why: string }> {
  const proxies: string[] = []
  let text = original
  for (const of of groups(faults, ({ actor }) => actor)) {
    const { scenario, registry } = await checkText(text, file, subject)
    if (scenario === undefined) return { why: 'what would be written is invalid' }
    const inserted = insertProxy(text, scenario, registry, { actor: of[0].actor, faults: of.flatMap(writeFaults) })
    if ('why' in inserted) return inserted
    text = inserted.text
    proxies.push(inserted.proxy)
  }
  return { text, proxies }
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

/** Read and checked as if it stood in that file. */
function checkText(text: string, file: string, { host }: Subject): Promise<Checked> {
  return check(file, { ...host.services, files: withText(host.services.files, file, text) })
}

async function runText(
  text: string,
  file: string,
  subject: Subject,
  patience = Infinity,
): Promise<Awaited<ReturnType<typeof run>>> {
  const { host, options } = subject
  const checked = await checkText(text, file, subject)
  const { timeoutScale = 1 } = options
  const scale = checked.scenario === undefined ? 1 : scaleWithLeast(patience, checked.scenario)
  return run(checked, runHostOf(host, { timeoutScale: timeoutScale * scale }), host.services)
}
