import type { Problem } from '../model/problem.ts'
import { transcriptPath } from './paths.ts'

/** Files of which two or more would write the same transcript, such as echo.yaml beside echo.yml; by file. */
export function clashesOf(
  files: readonly string[],
  shown: (file: string) => string,
  scenarios?: string,
): ReadonlyMap<string, Problem> {
  const first = new Map<string, string>()
  const clashes = new Map<string, Problem>()
  for (const file of files) {
    const transcript = transcriptPath(file, scenarios)
    const other = first.get(transcript)
    if (other === undefined) first.set(transcript, file)
    else {
      clashes.set(file, clash(file, other, transcript, shown))
      clashes.set(other, clash(other, file, transcript, shown))
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
