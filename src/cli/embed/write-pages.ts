import type { Problem } from '../../model/problem.ts'
import type { Shell } from '../shell.ts'
import { toolsFor } from '../tools.ts'
import { textOf, type Page } from './page.ts'

/** A file that was written; of a page how many of its blocks have changed. */
export interface Written {
  /** Absolute. */
  readonly file: string
  readonly shown: string
  readonly blocks?: number
}

/** Writes what is stale, pictures before the pages that show them; a page with a problem and its pictures stay as they are. */
export function writePages(
  pages: readonly Page[],
  shell: Shell,
): { readonly written: readonly Written[]; readonly problems: readonly Problem[] } {
  const { files, shown } = toolsFor(shell)
  const written: Written[] = []
  const problems: Problem[] = []
  const done = new Set<string>()
  const put = (file: string, content: string | Uint8Array, more: Pick<Written, 'blocks'> = {}): void => {
    const problem = files.write(file, content)
    if (problem === undefined) written.push({ file, shown: shown(file), ...more })
    else problems.push(problem)
  }
  for (const page of pages) {
    if (page.problems.length > 0) continue
    for (const { path, content, state } of page.blocks.flatMap(({ files: each }) => each)) {
      if (state === 'fresh' || done.has(path)) continue
      done.add(path)
      put(path, content)
    }
    const stale = page.blocks.filter(({ stale: each }) => each !== undefined).length
    if (stale > 0) put(page.source.file, textOf(page), { blocks: stale })
  }
  return { written, problems }
}
