import type { Problem } from '../model/problem.ts'
import type { Transcript } from '../model/transcript.ts'
import { unmergedIn } from '../suite/git-changes.ts'
import { isOurs } from '../suite/ours.ts'
import { transcriptIn } from '../suite/transcript-names.ts'
import { filesBelow, isHidden, isPending } from '../suite/walk.ts'
import { sameTranscript } from '../transcript/compare.ts'
import { hasConflict, sidesOf, type Side } from '../transcript/conflict.ts'
import { writeTranscript } from '../transcript/write.ts'
import type { Owners } from './entries.ts'
import type { ReviewHost } from './host.ts'
import type { Looking } from './pending.ts'
import { runAgain, type Again } from './run-again.ts'
import { changeTogether } from './undo.ts'

/** A transcript that git could not merge, absolute. */
export interface Conflict {
  readonly committed: string
  readonly sides: { readonly ours: Side; readonly theirs: Side } | undefined
}

/** Every transcript below these folders with conflict markers, or that git knows as unmerged. */
export async function conflictsBelow(
  folders: readonly string[],
  { cwd, files }: Pick<Looking, 'cwd' | 'files'>,
  env: ReviewHost['host']['env'],
): Promise<readonly Conflict[]> {
  const unmerged = new Set(await unmergedIn(cwd, env))
  return folders
    .flatMap((folder) => filesBelow(folder, isHidden))
    .filter((file) => file.endsWith('.txt') && !isPending(file) && isOurs(file))
    .flatMap((committed): Conflict[] => {
      const read = files.read(committed)
      const text = 'bytes' in read ? new TextDecoder().decode(read.bytes) : ''
      if (hasConflict(text)) return [{ committed, sides: sidesOf(text) }]
      return unmerged.has(committed) ? [{ committed, sides: undefined }] : []
    })
}

/** What a conflict became; or why it is as before. */
export type Resolved = { readonly sameAs: string | undefined } | { readonly problems: readonly Problem[] }

/** Runs the merged scenario again and puts the transcript of that run in the place of the conflict. */
export async function resolve(conflict: Conflict, owners: Owners, review: ReviewHost): Promise<Resolved> {
  const { files, shown } = review.host.services
  const { committed, sides } = conflict
  const instead = new Map(sides === undefined ? [] : [[committed, sides.ours.text]])
  const bytes = new TextEncoder().encode(sides?.ours.text ?? '')
  const [entry] = await owners({ committed, bytes })
  if (entry === undefined) return { problems: [orphan(shown(committed))] }
  const scenario = files.read(entry.file)
  if ('bytes' in scenario && hasConflict(new TextDecoder().decode(scenario.bytes)))
    return { problems: [unmerged(shown(entry.file), shown(committed))] }
  const { runs, problems } = await runAgain(entry.file, review, instead)
  if (problems.length > 0) return { problems }
  const own = runs.filter((run) => run.committed === committed)
  const made = transcriptOf(own)
  if ('problem' in made) return { problems: [made.problem] }
  const written = new Map([[committed, writeTranscript(made.transcript)]])
  const problem = changeTogether(
    written,
    own.map(({ pending }) => pending),
    files,
  )
  return problem === undefined ? { sameAs: sideLike(made.transcript, conflict) } : { problems: [problem] }
}

/** What all runs that share a transcript agree on. */
function transcriptOf(runs: readonly Again[]): { readonly transcript: Transcript } | { readonly problem: Problem } {
  const failed = runs.find(
    ({ result }) => result.status !== 'passed' && result.comparison?.outcome !== 'differs',
  )?.result
  const problem = failed && (failed.failure ?? failed.problems[0])
  if (problem !== undefined) return { problem }
  const [first, ...others] = runs.flatMap(({ result }) => result.transcript ?? [])
  if (first !== undefined && others.every((other) => sameTranscript(first, other))) return { transcript: first }
  const message =
    first === undefined ? 'the scenario has not run' : 'runs with other values differ, and share this transcript'
  return { problem: { code: 'transcript-differs', message } }
}

function sideLike(transcript: Transcript, { committed, sides }: Conflict): string | undefined {
  const all = sides === undefined ? [] : [sides.ours, sides.theirs]
  return all.find(({ text }) => {
    const side = transcriptIn(committed, new TextEncoder().encode(text))
    return side !== undefined && sameTranscript(side, transcript)
  })?.name
}

const orphan = (shown: string): Problem => ({
  code: 'transcript-orphan',
  message: `${shown} is the transcript of no scenario`,
  hint: 'resolve the conflict by hand, or remove the file',
})

const unmerged = (scenario: string, shown: string): Problem => ({
  code: 'transcript-unreadable',
  message: `${scenario} has a merge conflict, and so has its transcript ${shown}`,
  hint: 'merge the scenario first: its transcript is what it says when it runs',
})
