import type { Problem } from '../model/problem.ts'
import type { Entry } from './entry.ts'
import { placesOfTranscript } from './paths.ts'

/** Entries of which two or more files would write the same transcript, such as echo.yaml beside echo.yml; by id. */
export function clashesOf(
  entries: readonly Entry[],
  shown: (file: string) => string,
  /** What says where the transcript of an entry is. */
  optionsOf: (entry: Entry) => Parameters<typeof placesOfTranscript>[1],
): ReadonlyMap<string, Problem> {
  const first = new Map<string, Entry>()
  const clashes = new Map<string, Problem>()
  for (const entry of entries) {
    const transcript = placesOfTranscript(entry, optionsOf(entry)).committed
    const other = first.get(transcript)
    if (other === undefined) first.set(transcript, entry)
    else if (other.file !== entry.file) {
      clashes.set(entry.id, clash(entry.file, other.file, transcript, shown))
      clashes.set(other.id, clash(other.file, entry.file, transcript, shown))
    }
  }
  return clashes
}

const clash = (file: string, other: string, transcript: string, shown: (file: string) => string): Problem => ({
  code: 'same-transcript',
  message: `${shown(file)} and ${shown(other)} would both write ${shown(transcript)}`,
  span: { file, start: 0, end: 0 },
  hint: 'give one of them another name',
})
