import fs from 'node:fs'
import path from 'node:path'
import { dropKept } from '../disk/keep-folder.ts'
import type { ScenarioResult } from '../model/result.ts'
import { besideRecording } from '../run/recording/bytes-beside.ts'
import type { Entry } from './entry.ts'
import { outputPath } from './paths.ts'
import { namesIn } from './walk.ts'

/** What the runs of one scenario leave in the output folder: `echo.attempt-1.jsonl`, `echo.run-007.jsonl`, and folders of kept files. */
export interface AttemptFiles {
  /** Removes those of an earlier invocation. */
  clear(): void
  /** Gives the files of the run that has just ended the name of its attempt, and answers where they are now. */
  setAside(result: ScenarioResult, attempt: number): Pick<ScenarioResult, 'recording' | 'kept'>
}

/** The files of a scenario's runs; `out` and `cwd` are absolute. */
export function attemptFiles(
  { out, cwd, entry }: { readonly out: string; readonly cwd: string; readonly entry: Entry },
  shown: (file: string) => string,
): AttemptFiles {
  const stem = outputPath(out, cwd, entry, '')
  return {
    clear() {
      for (const name of namesIn(path.dirname(stem))) {
        const rest = name.startsWith(`${path.basename(stem)}.`) ? name.slice(path.basename(stem).length) : ''
        if (ofRuns.test(rest)) remove(path.join(path.dirname(stem), name))
      }
    },
    setAside({ recording, kept }, attempt) {
      const aside = `${stem}.attempt-${attempt}`
      const recorded = recording !== undefined && moved(`${stem}.jsonl`, `${aside}.jsonl`)
      if (recorded) moved(besideRecording(`${stem}.jsonl`), besideRecording(`${aside}.jsonl`))
      const isKept = kept !== undefined && moved(`${stem}.files`, `${aside}.files`)
      return {
        ...(recorded ? { recording: shown(`${aside}.jsonl`) } : {}),
        ...(isKept ? { kept: shown(`${aside}.files`) } : {}),
      }
    },
  }
}

const ofRuns = /^\.(?:attempt|run)-\d+\.(?:jsonl(?:\.bytes)?|files)$/

/** A folder is removed only when it is one that a run has kept. */
function remove(place: string): void {
  try {
    if (place.endsWith('.files')) dropKept(place)
    else fs.rmSync(place, { force: true })
  } catch {
    // What cannot be removed is written over, or stays and is in nobody's way.
  }
}

/** False where there is nothing to move, or no way to. */
function moved(from: string, to: string): boolean {
  try {
    fs.renameSync(from, to)
    return true
  } catch {
    return false
  }
}
