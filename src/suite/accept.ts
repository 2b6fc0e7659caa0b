import fs from 'node:fs'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import { isOurs } from './ours.ts'
import { oneForEach } from './one-for-each.ts'
import { transcriptPath, type Transcripts } from './paths.ts'
import { allForms, committedFor, isMeant, pendingBeside, readNamed, sharedBy } from './transcript-names.ts'
import { filesBelow, isHidden, isPending, statOf } from './walk.ts'

/** Scenarios that a word means, with the folders beside which their transcripts are; problems where there are none. */
export type Find = (written: string) => Promise<{
  readonly found: readonly { readonly file: string; readonly scenarios: string }[]
  readonly problems: readonly Problem[]
}>

/**
 * New transcripts waiting to be accepted, as absolute paths: those of the named scenarios, transcripts or folders of
 * either, or all under `transcripts/` beside these folders of scenarios.
 */
export async function pendingOf(
  paths: readonly string[],
  { cwd, folders, find }: { readonly cwd: string; readonly folders: readonly string[]; readonly find: Find },
): Promise<{ pending: readonly string[]; problems: readonly Problem[] }> {
  if (paths.length === 0) return { pending: homesOf(folders).flatMap(newBelow), problems: [] }
  const pending = new Set<string>()
  const problems: Problem[] = []
  for (const written of paths) {
    const found = await findPending(written, cwd, find)
    if ('problems' in found) problems.push(...found.problems)
    else for (const file of found.pending) pending.add(file)
  }
  return { pending: [...pending], problems }
}

/** The folders of transcripts beside these folders of scenarios. */
export const homesOf = (folders: readonly string[]): readonly string[] => [
  ...new Set(folders.map((scenarios) => path.join(path.dirname(scenarios), 'transcripts'))),
]

async function findPending(
  written: string,
  cwd: string,
  find: Find,
): Promise<{ pending: readonly string[] } | { problems: readonly Problem[] }> {
  const given = path.resolve(cwd, written)
  if (given.endsWith('.txt')) return ofTranscript(given, written)
  const inside = statOf(given)?.isDirectory() === true ? newBelow(given) : []
  if (inside.length > 0) return { pending: inside }
  const named = readNamed(written)
  const { found, problems } = await find(named.path)
  if (problems.length > 0) return { problems }
  const pending = found
    .flatMap(({ file, scenarios }) => pendingBeside(transcriptPath(file, scenarios)))
    .filter(({ file, values }) => isMeant(named, values) && isOurs(file))
  return pending.length > 0 ? { pending: pending.map(({ file }) => file) } : { problems: [nothingNew(written)] }
}

/** Those of a transcript, or a new one itself. */
function ofTranscript(
  given: string,
  written: string,
): { pending: readonly string[] } | { problems: readonly Problem[] } {
  const waiting = isPending(given) ? [given] : pendingBeside(given).map(({ file }) => file)
  const found = waiting.filter((file) => fs.existsSync(file))
  if (found.length === 0) return { problems: [nothingNew(written)] }
  const pending = found.filter(isOurs)
  if (pending.length === 0) return { problems: [noTranscript(written)] }
  const isMatched = pending.every((file) => fs.existsSync(committedOf(file, allForms)))
  return isMatched ? { pending } : { problems: [unmatchedTranscript(written)] }
}

const newBelow = (folder: string): string[] =>
  filesBelow(folder, isHidden).filter((file) => isPending(file) && isOurs(file))

const nothingNew = (written: string): Problem => ({
  code: 'nothing-selected',
  message: `there is no new transcript to accept for “${written}”`,
  hint: 'a local run whose conversation differs keeps the new one as .new.txt beside the transcript; for one of CI, download its output folder and add --from FOLDER',
})

/** As a run in CI leaves it in its output folder. */
const unmatchedTranscript = (written: string): Problem => ({
  code: 'nothing-selected',
  message: `“${written}” stands beside no transcript that it could replace`,
  hint: 'take what a run in CI has kept with --from and its output folder; or run locally with --update',
})

const noTranscript = (written: string): Problem => ({
  code: 'transcript-unreadable',
  message: `“${written}” is not a transcript that a run has written`,
  hint: 'its header is missing: remove it or move it elsewhere, and run again',
})

/** The transcript that a new one replaces. */
function committedOf(file: string, forms: ReadonlySet<Transcripts>): string {
  const of = sharedBy(file)
  return of === undefined ? file.replace(/\.new\.txt$/, '.txt') : committedFor(of.shared, of.values, forms)
}

/** What each new transcript replaces; of several that replace the same, all must be the same. */
export function replacing(
  pending: readonly string[],
  forms: ReadonlySet<Transcripts>,
  files: Files,
  shown: (file: string) => string,
) {
  const candidates = pending.flatMap((file) => {
    const read = files.read(file)
    return 'bytes' in read ? [{ file, committed: committedOf(file, forms), bytes: read.bytes }] : []
  })
  return oneForEach(candidates, shown, 'scenario accept')
}
