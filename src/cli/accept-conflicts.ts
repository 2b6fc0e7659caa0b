import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Source } from '../model/span.ts'
import { conflictsBelow, resolve, type Conflict } from '../review/conflicts.ts'
import type { ReviewHost } from '../review/host.ts'
import { ownersIn } from '../review/entries.ts'
import { homesOf } from '../suite/accept.ts'
import { isWithin, transcriptPath } from '../suite/paths.ts'
import { shellWord } from '../text/shell-word.ts'
import { lookingIn } from './looking.ts'
import type { Common } from './options.ts'
import { reviewHost } from './review-host.ts'
import type { Shell } from './shell.ts'
import { reportProblems, toolsFor } from './tools.ts'

/** Runs again what has a merge conflict in its transcript, and takes what it says. Code 1 where one is left. */
export async function acceptConflicts(args: Common, named: readonly string[], shell: Shell): Promise<number> {
  const review = await reviewHost(args, shell)
  if ('code' in review) return review.code
  const { conflicts, problems } = await conflictsIn(named, shell)
  if (problems.length > 0) return reportProblems(shell, args, problems)
  if (conflicts.length === 0) await shell.stdout.write('no transcript has a merge conflict\n')
  return resolveAll(args, conflicts, review, shell)
}

/** The same for those that were found. */
export async function resolveAll(
  args: Common,
  conflicts: readonly Conflict[],
  review: ReviewHost,
  shell: Shell,
): Promise<number> {
  const { shown } = toolsFor(shell)
  const owners = ownersIn(review)
  let code = 0
  const done: string[] = []
  for (const conflict of conflicts) {
    const resolved = await resolve(conflict, owners, review)
    if ('problems' in resolved) {
      await reportProblems(shell, args, resolved.problems, sourcesOf(resolved.problems, shell))
      await shell.stderr.write(`the conflict in ${shown(conflict.committed)} stays as it is\n`)
      code = 1
      continue
    }
    done.push(shown(conflict.committed))
    const { sameAs } = resolved
    const like =
      conflict.sides === undefined ? '' : sameAs === undefined ? ': as neither side has it' : `: as ${sameAs} has it`
    await shell.stdout.write(`resolved ${shown(conflict.committed)}${like}\n`)
  }
  if (done.length > 0) await shell.stdout.write(`tell git: git add ${done.map(shellWord).join(' ')}\n`)
  return code
}

/** The files that problems point at. */
function sourcesOf(problems: readonly Problem[], shell: Shell): ReadonlyMap<string, Source> {
  const { files, shown } = toolsFor(shell)
  return new Map(
    problems.flatMap(({ span }) => {
      const read = span && files.read(span.file)
      if (span === undefined || read === undefined || 'problem' in read) return []
      return [[span.file, { file: span.file, shown: shown(span.file), text: new TextDecoder().decode(read.bytes) }]]
    }),
  )
}

/** Those of the named scenarios, transcripts or folders, or all. */
export async function conflictsIn(
  named: readonly string[],
  shell: Shell,
): Promise<{ readonly conflicts: readonly Conflict[]; readonly problems: readonly Problem[] }> {
  const looking = lookingIn(shell)
  const all = await conflictsBelow(homesOf(looking.folders), looking, shell.env)
  if (named.length === 0) return { conflicts: all, problems: [] }
  const problems: Problem[] = []
  const wanted: string[] = []
  for (const word of named) {
    const given = path.resolve(shell.cwd, word)
    const below = all.filter(({ committed }) => isWithin(committed, given))
    if (below.length > 0) wanted.push(...below.map(({ committed }) => committed))
    else {
      const selected = await looking.find(word)
      problems.push(...selected.problems)
      const stems = selected.found.map(({ file, scenarios }) => transcriptPath(file, scenarios).replace(/txt$/, ''))
      const of = all.filter(({ committed }) => stems.some((stem) => committed.startsWith(stem)))
      wanted.push(...of.map(({ committed }) => committed))
    }
  }
  return { conflicts: all.filter(({ committed }) => wanted.includes(committed)), problems }
}
