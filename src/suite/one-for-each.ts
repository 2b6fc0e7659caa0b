import type { Problem } from '../model/problem.ts'
import { groups } from '../text/groups.ts'
import { shellWord } from '../text/shell-word.ts'
import { sameTranscript } from '../transcript/compare.ts'
import { transcriptIn } from './transcript-names.ts'

/** A new transcript, and the one that it replaces. */
export interface Candidate {
  readonly file: string
  readonly committed: string
  readonly bytes: Uint8Array
}

/**
 * One new transcript for each that is replaced: of several that would replace it, such as those of values that share it, all must be the
 * same. `others` are the same as it; `command` takes one of them.
 */
export function oneForEach<One extends Candidate>(
  candidates: readonly One[],
  shown: (file: string) => string,
  command: string,
): {
  readonly chosen: readonly (One & { readonly others: readonly string[] })[]
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const chosen: (One & { others: readonly string[] })[] = []
  for (const [first, ...others] of groups(candidates, ({ committed }) => committed)) {
    const other = others.find((each) => !areSame(first, each))
    if (other === undefined) chosen.push({ ...first, others: others.map(({ file }) => file) })
    else
      problems.push({
        code: 'same-transcript',
        message: `${shown(first.file)} and ${shown(other.file)} differ, and both replace ${shown(first.committed)}`,
        hint: `name the one to take, such as “${command} ${shellWord(shown(first.file))}”`,
      })
  }
  return { chosen, problems }
}

function areSame(one: Candidate, other: Candidate): boolean {
  const [first, second] = [transcriptIn(one.file, one.bytes), transcriptIn(other.file, other.bytes)]
  return first !== undefined && second !== undefined && sameTranscript(first, second)
}
