import type { Problem } from '../model/problem.ts'
import type { Comparison, Failure } from '../model/result.ts'
import type { Source } from '../model/span.ts'
import type { Transcript } from '../model/transcript.ts'
import type { Files, Services } from './services.ts'
import { isAsWritten } from '../transcript/as-written.ts'
import { compareTranscripts, sameTranscript } from '../transcript/compare.ts'
import { sameTails, tailNotDeclared } from '../transcript/open-tails.ts'
import { readTranscript, looksLikeTranscript } from '../transcript/read.ts'
import { writeTranscript } from '../transcript/write.ts'
import { shellWord } from '../text/shell-word.ts'

/** The committed transcript that a run is compared with, and what may be written. Paths are absolute. */
export interface Baseline {
  readonly file: string
  /** Where a differing transcript is kept: beside the committed one in a local run, in the output folder in CI. */
  readonly newFile: string
  /** `local` records what is missing, `ci` writes no transcript at all, `update` rewrites the committed one. */
  readonly mode: 'local' | 'ci' | 'update'
  /** Another run follows one that differs, whose transcript is not kept then. */
  readonly another?: true
  /** Of a transcript that several runs of the scenario share: which of them it is, as ` [impl=redis]`. */
  readonly variant?: string
  /** It has what is right, and a known bug is that the run differs: it is never written. */
  readonly ofBug?: true
}

/**
 * Compares with the committed transcript and writes what the mode allows. A file in which only times would change is never touched.
 * `committed` is its text when the run began; without one it is looked for once more, since another run may have recorded it.
 */
export async function takeBaseline(
  transcript: Transcript,
  baseline: Baseline & { readonly committed: string | undefined },
  services: Services,
): Promise<Comparison> {
  const { file, mode, committed } = baseline
  if (committed !== undefined) return compareTexts(transcript, committed, baseline, services)
  const shown = services.shown(file)
  const read = services.files.read(file)
  if ('problem' in read) {
    if (read.problem.code !== 'file-not-found') return { outcome: 'unreadable', file: shown, problem: read.problem }
    return mode === 'ci' ? { outcome: 'missing', file: shown } : write(transcript, 'recorded', baseline, services)
  }
  return compareTexts(transcript, new TextDecoder().decode(read.bytes), baseline, services)
}

async function compareTexts(
  transcript: Transcript,
  text: string,
  baseline: Baseline,
  services: Services,
): Promise<Comparison> {
  const { file, newFile, mode, another } = baseline
  if (isAsWritten(text, transcript)) return same(baseline, services)
  const shown = services.shown(file)
  const committed = readTranscript(text, file, shown)
  const undeclared =
    'transcript' in committed ? tailNotDeclared(committed.transcript, transcript, { text, file, shown }) : undefined
  const isSame =
    undeclared === undefined && 'transcript' in committed && sameTranscript(committed.transcript, transcript)
  if (isSame && (mode !== 'update' || sameTails(committed.transcript, transcript))) return same(baseline, services)
  // A file that we did not write is not ours to replace.
  if (mode === 'update' && looksLikeTranscript(text)) return write(transcript, 'updated', baseline, services)
  if ('problem' in committed) return { outcome: 'unreadable', file: shown, problem: committed.problem }
  if (undeclared !== undefined) return { outcome: 'unreadable', file: shown, problem: undeclared }
  const difference = await compareTranscripts(committed.transcript, transcript)
  const kept =
    another !== true &&
    isOurs(newFile, services.files) &&
    services.files.write(newFile, writeTranscript(transcript)) === undefined
  const found = { outcome: 'differs' as const, file: shown, difference, committed: committed.transcript }
  return { ...found, ...(kept ? { newFile: services.shown(newFile) } : {}) }
}

function same({ newFile }: Baseline, services: Services): Comparison {
  // In the output folder of CI, too: “accept --from” would take it.
  removeStale(newFile, services.files)
  return { outcome: 'same' }
}

async function write(
  transcript: Transcript,
  outcome: 'recorded' | 'updated',
  baseline: Baseline,
  services: Services,
): Promise<Comparison> {
  const file = services.shown(baseline.file)
  const { files } = services
  const problem = await (files.writeSoon ?? files.write)(baseline.file, writeTranscript(transcript))
  if (problem !== undefined) return { outcome: 'unreadable', file, problem }
  removeStale(baseline.newFile, files)
  return { outcome, file }
}

/** Removes a new transcript that a run no longer differs by. */
export function removeStale(newFile: string, files: Files): void {
  if (files.exists(newFile) && isOurs(newFile, files)) files.remove(newFile)
}

/** True where a transcript of ours stands, or nothing at all. */
export function isOurs(file: string, files: Files): boolean {
  const read = files.read(file)
  return 'bytes' in read
    ? looksLikeTranscript(new TextDecoder().decode(read.bytes))
    : read.problem.code === 'file-not-found'
}

/** What a comparison that is not well means for its scenario. */
export interface Verdict {
  /** `broken` when the transcript could not be read or written at all. */
  readonly status: 'failed' | 'broken'
  readonly failure: Failure
  /** The transcript's text, when the failure points into it. */
  readonly source?: Source
}

/** Why a comparison fails its scenario (an absolute path); undefined when it does not. */
export function verdictOf(
  comparison: Comparison,
  scenario: string,
  { mode, ofBug, variant }: Pick<Baseline, 'mode' | 'ofBug' | 'variant'>,
  services: Services,
): Verdict | undefined {
  const name = services.shown(scenario)
  switch (comparison.outcome) {
    case 'same':
    case 'recorded':
    case 'updated':
      return undefined
    case 'missing':
      return { status: 'failed', failure: missing(comparison.file, name, ofBug === true) }
    case 'unreadable':
      return unreadable(comparison.problem, services)
    case 'differs':
      return { status: 'failed', failure: differs(comparison, name, mode, variant) }
  }
}

function missing(file: string, name: string, ofBug: boolean): Failure {
  const [why, hint] = ofBug
    ? [
        'and a known bug that only the transcript shows needs one',
        `take “fails” out, record it with “scenario run ${shellWord(name)}”, correct it to what is right, and put “fails” back`,
      ]
    : ['and CI records none', `run “scenario run ${shellWord(name)}” locally and commit the transcript`]
  return { code: 'transcript-missing', message: `there is no transcript ${file}, ${why}`, hint }
}

function unreadable(problem: Problem, services: Services): Verdict {
  const isJudged = problem.code === 'transcript-unreadable' || problem.code === 'tail-not-declared'
  const source = problem.span && sourceOf(problem.span.file, services)
  return {
    status: isJudged ? 'failed' : 'broken',
    failure: isJudged ? problem : { ...problem, broken: true },
    ...(source === undefined ? {} : { source }),
  }
}

function differs(
  { difference, file, newFile }: Extract<Comparison, { outcome: 'differs' }>,
  name: string,
  mode: Baseline['mode'],
  variant: Baseline['variant'],
): Failure {
  const { parts } = difference
  return {
    code: 'transcript-differs',
    message: `the conversation differs from ${file}`,
    hint: hintOf(name, mode, newFile !== undefined, variant),
    ...(parts === undefined ? {} : { lane: parts.lane }),
    ...(parts?.expected === undefined ? {} : { wanted: parts.expected.text }),
  }
}

function hintOf(name: string, mode: Baseline['mode'], kept: boolean, variant: string | undefined): string {
  if (mode !== 'ci' && kept && variant !== undefined)
    return `“scenario accept ${shellWord(name + variant)}” takes the new one, for all that share this transcript`
  if (mode !== 'ci' && kept) return `“scenario accept ${shellWord(name)}” takes the new one`
  const update = `if it is right, “scenario run --update ${shellWord(name)}” takes it in a local run`
  return kept ? `${update}, “scenario accept --from FOLDER” from the downloaded output folder` : update
}

function sourceOf(file: string, services: Services): Source | undefined {
  const read = services.files.read(file)
  return 'bytes' in read ? { file, shown: services.shown(file), text: new TextDecoder().decode(read.bytes) } : undefined
}
