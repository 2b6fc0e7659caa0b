import type { Problem } from '../model/problem.ts'
import type { Comparison, Failure } from '../model/result.ts'
import type { Transcript } from '../model/transcript.ts'
import type { Files, Workshop } from './workshop.ts'
import { compareTranscripts, sameTranscript } from '../transcript/compare.ts'
import { readTranscript } from '../transcript/read.ts'
import { writeTranscript } from '../transcript/write.ts'

/** The committed transcript that a run is held against, and what may be written. Paths are absolute. */
export interface Baseline {
  readonly file: string
  /** Where a differing transcript is kept: beside the committed one at a desk, in the output folder in CI. */
  readonly newFile: string
  /** `desk` records what is missing, `ci` writes no transcript at all, `update` makes the committed one agree. */
  readonly mode: 'desk' | 'ci' | 'update'
}

/** Compares with the committed transcript and writes what the mode allows. A file in which only times would change is never touched. */
export async function takeBaseline(transcript: Transcript, baseline: Baseline, shop: Workshop): Promise<Comparison> {
  const { file, newFile, mode } = baseline
  const shown = shop.shown(file)
  const read = shop.files.read(file)
  if ('problem' in read) {
    if (read.problem.code !== 'file-not-found') return { outcome: 'unreadable', file: shown, problem: read.problem }
    return mode === 'ci' ? { outcome: 'missing', file: shown } : write(transcript, 'recorded', baseline, shop)
  }
  const committed = readTranscript(new TextDecoder().decode(read.bytes), file, shown)
  if ('transcript' in committed && sameTranscript(committed.transcript, transcript)) {
    if (mode !== 'ci') removeStale(newFile, shop.files)
    return { outcome: 'same' }
  }
  if (mode === 'update') return write(transcript, 'updated', baseline, shop)
  if ('problem' in committed) return { outcome: 'unreadable', file: shown, problem: committed.problem }
  const difference = await compareTranscripts(committed.transcript, transcript)
  const unwritten = shop.files.write(newFile, writeTranscript(transcript))
  return { outcome: 'differs', file: shown, difference, ...(unwritten === undefined ? { newFile: shop.shown(newFile) } : {}) }
}

function write(transcript: Transcript, outcome: 'recorded' | 'updated', baseline: Baseline, shop: Workshop): Comparison {
  const file = shop.shown(baseline.file)
  const problem = shop.files.write(baseline.file, writeTranscript(transcript))
  if (problem !== undefined) return { outcome: 'unreadable', file, problem }
  removeStale(baseline.newFile, shop.files)
  return { outcome, file }
}

function removeStale(newFile: string, files: Files): void {
  if (files.exists(newFile)) files.remove(newFile)
}

/** Why a comparison fails its scenario; undefined when it does not. */
export function verdictOf(comparison: Comparison, scenario: string): Failure | undefined {
  switch (comparison.outcome) {
    case 'same':
    case 'recorded':
    case 'updated':
      return undefined
    case 'missing':
      return {
        code: 'transcript-missing',
        message: `there is no transcript ${comparison.file}, and in CI none is recorded`,
        hint: `run “scenario run ${scenario}” at a desk and commit the transcript`,
      }
    case 'unreadable':
      return comparison.problem
    case 'differs': {
      const { parts } = comparison.difference
      return {
        code: 'transcript-differs',
        message: `the conversation differs from ${comparison.file}`,
        hint: `“scenario accept ${scenario}” takes the new one`,
        ...(parts === undefined ? {} : { lane: parts.lane }),
        ...(parts?.expected === undefined ? {} : { wanted: parts.expected.text }),
      }
    }
  }
}

/** A transcript file as it was committed, or why it cannot be read. */
export function openTranscript(file: string, shop: Pick<Workshop, 'files' | 'shown'>): { transcript: Transcript } | { problem: Problem; text?: string } {
  const read = shop.files.read(file)
  if ('problem' in read) return read
  const text = new TextDecoder().decode(read.bytes)
  const opened = readTranscript(text, file, shop.shown(file))
  return 'transcript' in opened ? opened : { ...opened, text }
}
