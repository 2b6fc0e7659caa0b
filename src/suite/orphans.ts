import fs from 'node:fs'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import { isOurs } from './ours.ts'
import { transcriptPath } from './paths.ts'
import { filesBelow, isPending, scenarioName } from './walk.ts'

/**
 * Transcripts that no scenario writes: those under `transcripts/` beside this `scenarios` folder whose scenario is gone. A file whose
 * header is not a transcript's is not ours.
 */
export function orphansOf(scenarios: string): string[] {
  const folder = path.join(path.dirname(scenarios), 'transcripts')
  const written = new Map<string, ReadonlySet<string>>()
  const hasScenario = (transcript: string): boolean => {
    const home = path.join(scenarios, path.relative(folder, path.dirname(transcript)))
    if (!written.has(home)) written.set(home, transcriptsFrom(home, scenarios))
    return written.get(home)?.has(transcript) === true
  }
  return filesBelow(folder, (name) => name.startsWith('.')).filter(
    (file) => file.endsWith('.txt') && !isPending(file) && !hasScenario(file) && isOurs(file),
  )
}

/** What the scenarios of one folder write, however their extension is spelt. */
function transcriptsFrom(folder: string, scenarios: string): Set<string> {
  try {
    const names = fs.readdirSync(folder).filter((name) => scenarioName.test(name))
    return new Set(names.map((name) => transcriptPath(path.join(folder, name), scenarios)))
  } catch {
    return new Set()
  }
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
