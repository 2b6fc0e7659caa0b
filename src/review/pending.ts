import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import { pendingOf, replacing, type Find } from '../suite/accept.ts'
import type { Transcripts } from '../suite/paths.ts'

/** A new transcript that waits for a decision: its run differed from the committed one. Paths are absolute. */
export interface Pending {
  readonly file: string
  readonly committed: string
  /** The new transcript as it was read, which is what is accepted. */
  readonly bytes: Uint8Array
  /** What waits no more after a decision: the new transcript, and those of other values that are the same. */
  readonly waiting: readonly string[]
}

/** Where new transcripts are looked for. */
export interface Looking {
  readonly cwd: string
  /** The folders of scenarios, beside which transcripts are. */
  readonly folders: readonly string[]
  readonly find: Find
  /** Which transcripts of their own entries have. */
  readonly forms: ReadonlySet<Transcripts>
  readonly files: Files
  readonly shown: (file: string) => string
}

/** What waits for a decision: of the named scenarios, transcripts or folders, or all. Of several that replace one, all must be the same. */
export async function pendingAmong(
  paths: readonly string[],
  looking: Looking,
): Promise<{ readonly pending: readonly Pending[]; readonly problems: readonly Problem[] }> {
  const { forms, files, shown } = looking
  const found = await pendingOf(paths, looking)
  const { chosen, problems } = replacing(found.pending, forms, files, shown)
  return {
    pending: chosen.map(({ others, ...each }) => ({ ...each, waiting: [each.file, ...others] })),
    problems: [...found.problems, ...problems],
  }
}
