import { insertMask, writeMask } from '../authoring/insert.ts'
import type { Problem } from '../model/problem.ts'
import type { Transcript } from '../model/transcript.ts'
import type { Entry } from '../suite/entry.ts'
import { transcriptIn } from '../suite/transcript-names.ts'
import type { ProposedMask } from '../transcript/propose/proposal.ts'
import { writeTranscript } from '../transcript/write.ts'
import { placesFor } from './entries.ts'
import type { ReviewHost } from './host.ts'
import type { Pending } from './pending.ts'
import { runAgain, type Again } from './run-again.ts'
import { proposeFor } from './propose-for.ts'
import { withMasks } from './with-masks.ts'

/** Masks that are proved, and what is to be written for them; or why they do not help. */
export type Proved =
  | {
      readonly masks: readonly ProposedMask[]
      /** Texts by the paths of their files: the scenario first, then its transcripts. */
      readonly written: ReadonlyMap<string, string>
      /** New transcripts that wait no more. */
      readonly removed: readonly string[]
    }
  | { readonly why: string }
  | { readonly problems: readonly Problem[] }

/** What differs beyond the first masks is seen only in further runs. */
const mostRounds = 3

/**
 * Runs a scenario with these masks, with all its values and in all its projects: each run must give the transcript that its committed one
 * is under the same masks. Nothing is written.
 */
export async function proveMasks(
  proposed: readonly ProposedMask[],
  pending: Pending,
  entries: readonly Entry[],
  review: ReviewHost,
): Promise<Proved> {
  const { files } = review.host.services
  const [first] = entries
  if (first === undefined) return { why: 'its scenario is not found' }
  const read = files.read(first.file)
  if ('problem' in read) return { problems: [read.problem] }
  const before = new TextDecoder('utf-8', { ignoreBOM: true }).decode(read.bytes)
  const committed = transcriptsOf(entries, review)
  let masks = proposed
  for (let round = 1; ; round++) {
    const text = withInserted(before, masks)
    if (text === undefined)
      return { why: `its scenario cannot be changed: add “mask: [${masks.map(writeMask).join(', ')}]”` }
    const expected = new Map([...committed].map(([file, transcript]) => [file, withMasks(transcript, masks)]))
    const texts = new Map([...expected].map(([file, transcript]) => [file, writeTranscript(transcript)]))
    const { runs, problems } = await runAgain(first.file, review, new Map([[first.file, text], ...texts]))
    if (problems.length > 0) return { problems }
    const wrong = runs.find(({ result }) => result.status !== 'passed' && result.status !== 'skipped')
    if (wrong === undefined) return { masks, ...outcome(first.file, text, runs, pending) }
    const more = furtherMasks(wrong, expected)
    if ('why' in more) return more
    if (round === mostRounds) return { why: `something else differs in each of ${mostRounds} further runs` }
    masks = [...masks, ...more.masks]
  }
}

const withInserted = (text: string, masks: readonly ProposedMask[]): string | undefined =>
  masks.reduce<string | undefined>((now, mask) => now && insertMask(now, mask), text)

function outcome(scenario: string, text: string, runs: readonly Again[], { waiting }: Pending) {
  const written = new Map([[scenario, text]])
  for (const { committed, result } of runs)
    if (result.transcript !== undefined && !written.has(committed))
      written.set(committed, writeTranscript(result.transcript))
  return { written, removed: [...new Set([...waiting, ...runs.map((run) => run.pending)])] }
}

/** What differs in a run under the masks that are there; or why the run does not count. */
function furtherMasks({ committed, result }: Again, expected: ReadonlyMap<string, Transcript>) {
  const before = expected.get(committed)
  if (result.comparison?.outcome !== 'differs' || before === undefined || result.transcript === undefined)
    return {
      why: `the scenario does not pass with it: ${(result.failure ?? result.problems[0])?.message ?? result.status}`,
    }
  return proposeFor({ expected: before, received: result.transcript })
}

/** The committed transcripts of a scenario, by their paths. */
function transcriptsOf(entries: readonly Entry[], review: ReviewHost): ReadonlyMap<string, Transcript> {
  const found = new Map<string, Transcript>()
  for (const entry of entries) {
    const { committed } = placesFor(entry, review)
    const read = review.host.services.files.read(committed)
    const transcript = 'bytes' in read ? transcriptIn(committed, read.bytes) : undefined
    if (transcript !== undefined) found.set(committed, transcript)
  }
  return found
}
