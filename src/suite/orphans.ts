import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Entry } from './entry.ts'
import type { SuiteOptions } from './options.ts'
import { isOurs } from './ours.ts'
import { placesOfTranscript, transcriptPath } from './paths.ts'
import { filesBelow, isPending, namesIn, scenarioName } from './walk.ts'

/**
 * Transcripts that no scenario writes: those under `transcripts/` beside these `scenarios` folders whose scenario is gone. Folders beside
 * each other have their transcripts in one. A file whose header is not a transcript's is not ours. Of scenarios with
 * a transcript for each value of a matrix, `ofValues` says which these are.
 */
export function orphansOf(folders: readonly string[], ofValues?: OfValues): string[] {
  const written = new Map<string, ReadonlySet<string>>()
  const isFrom = (scenarios: string, transcript: string): boolean => {
    const home = path.join(scenarios, path.relative(transcriptsOf(scenarios), path.dirname(transcript)))
    if (!written.has(home)) written.set(home, transcriptsFrom(home, scenarios))
    return written.get(home)?.has(transcript) === true
  }
  return [...new Set(folders.map(transcriptsOf))].flatMap((folder) => {
    const beside = folders.filter((each) => transcriptsOf(each) === folder)
    return filesBelow(folder, (name) => name.startsWith('.'))
      .filter((file) => file.endsWith('.txt') && !isPending(file))
      .filter((file) => ofValues?.written.has(file) !== true)
      .filter((file) => ofValues?.unwritten.has(file) === true || !beside.some((each) => isFrom(each, file)))
      .filter(isOurs)
  })
}

/** Transcripts that entries write, and those that none writes although their scenarios are there; what is in both is written. */
interface OfValues {
  readonly written: ReadonlySet<string>
  readonly unwritten: ReadonlySet<string>
}

/** The transcripts of entries, and those that they would have if none had its own. */
export function transcriptsOfValues(
  entries: readonly Entry[],
  optionsOf: (entry: Entry) => Pick<SuiteOptions, 'scenarios' | 'transcripts'>,
): OfValues {
  const written = new Set<string>()
  const unwritten = new Set<string>()
  for (const entry of entries) {
    const options = optionsOf(entry)
    const { committed } = placesOfTranscript(entry, options)
    written.add(committed)
    const shared = transcriptPath(entry.file, options.scenarios)
    if (committed !== shared) unwritten.add(shared)
  }
  return { written, unwritten }
}

const transcriptsOf = (scenarios: string): string => path.join(path.dirname(scenarios), 'transcripts')

/** What the scenarios of one folder write, however their extension is spelt. */
function transcriptsFrom(folder: string, scenarios: string): ReadonlySet<string> {
  const names = namesIn(folder).filter((name) => scenarioName.test(name))
  return new Set(names.map((name) => transcriptPath(path.join(folder, name), scenarios)))
}

/** The message about orphans that stay: a warning locally, an error in CI. */
export function orphanProblem(shown: string, ci: boolean): Problem {
  return {
    code: 'transcript-orphan',
    message: `${shown} is the transcript of no scenario`,
    hint: 'remove it, or run with --update, which removes it when everything passes',
    severity: ci ? 'error' : 'warning',
  }
}
