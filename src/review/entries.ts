import path from 'node:path'
import type { Entry } from '../suite/entry.ts'
import type { SuiteOptions } from '../suite/options.ts'
import { partFor } from '../suite/parts.ts'
import { placesOfTranscript } from '../suite/paths.ts'
import { planOf } from '../suite/plan.ts'
import { transcriptIn } from '../suite/transcript-names.ts'
import type { ReviewHost } from './host.ts'
import type { Pending } from './pending.ts'

/** Everything there is, or these scenarios alone, whatever the options select. */
export function withPaths({ options, host, ...rest }: ReviewHost, paths: readonly string[]): ReviewHost {
  const all = (each: SuiteOptions): SuiteOptions => {
    const { shard: _, changed: _1, title: _2, retries: _3, repeat: _4, seed: _5, ...kept } = each
    const chosen = { paths, tags: [], lastFailed: false, update: false, bail: false, verbose: false, watched: false }
    return { ...kept, ...chosen, failOnSkip: false }
  }
  const projects = host.projects?.map((part) => ({ ...part, options: all(part.options) }))
  return { ...rest, options: all(options), host: { ...host, ...(projects && { projects }) } }
}

/** Where the transcript of an entry is, and where a new one waits. */
export const placesFor = (entry: Entry, { options, host }: ReviewHost) =>
  placesOfTranscript(entry, partFor(entry, options, host).options)

/** What runs with each transcript, by the transcript's path. */
export type Owners = (pending: Pick<Pending, 'committed' | 'bytes'>) => Promise<readonly Entry[]>

/** Finds the scenario of a transcript, with all values and projects with which it runs; looks through the folders of scenarios once. */
export function ownersIn(review: ReviewHost): Owners {
  let known: Promise<readonly Entry[]> | undefined
  return async (pending) => {
    known ??= planned(review, [])
    const found = (await known).filter((entry) => placesFor(entry, review).committed === pending.committed)
    if (found.length > 0) return sameFile(await known, found[0] as Entry)
    for (const file of filesInHeader(pending, review)) {
      const named = await planned(review, [file])
      const first = named.find((entry) => placesFor(entry, review).committed === pending.committed)
      if (first !== undefined) return sameFile(named, first)
    }
    return []
  }
}

const sameFile = (entries: readonly Entry[], { file }: Entry): Entry[] => entries.filter((each) => each.file === file)

async function planned(review: ReviewHost, paths: readonly string[]): Promise<readonly Entry[]> {
  const { options, host } = withPaths(review, paths)
  return (await planOf(options, host)).entries
}

/** A header has the path as seen from where the run was. */
function filesInHeader(
  { committed, bytes }: Pick<Pending, 'committed' | 'bytes'>,
  { options, host }: ReviewHost,
): string[] {
  const source = transcriptIn(committed, bytes)?.source
  if (source === undefined) return []
  return [...new Set([host.cwd, options.base ?? host.cwd].map((folder) => path.resolve(folder, source)))].filter(
    (file) => host.services.files.exists(file),
  )
}
