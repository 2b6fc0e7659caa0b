import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Services } from '../pipeline.ts'
import { changedSince } from './git-changes.ts'
import { filesOf, realPath, withImports } from './named-files.ts'

/** What is asked for with `--changed`. */
export interface Changes {
  /** Empty for the upstream of the branch, or HEAD where it has none. */
  readonly since: string
  /** Absolute paths on which all scenarios depend: the configuration and its plugins. */
  readonly shared: readonly string[]
}

interface Place {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly services: Services
  readonly scenarios?: string
  /** The transcripts of each file, where they are not the one that belongs to its path. */
  readonly transcripts?: ReadonlyMap<string, readonly string[]>
}

/** Those of the scenarios of which something changed since a git ref; all of them when something changed that they share. */
export async function changedAmong(
  files: readonly string[],
  { since, shared }: Changes,
  { cwd, env, services, scenarios, transcripts }: Place,
): Promise<{ readonly files: readonly string[]; readonly none?: Problem } | { readonly problem: Problem }> {
  const found = await changedSince(since, cwd, env)
  if ('problem' in found) return found
  const touches = touching(found.changed)
  if (touches(withImports(shared))) return { files }
  const left: string[] = []
  for (const file of files) {
    const made = await filesOf(file, services, scenarios)
    if (made === undefined || touches([...made, ...(transcripts?.get(file) ?? [])])) left.push(file)
  }
  return left.length > 0 || files.length === 0
    ? { files: left }
    : { files: [], none: nothingChanged(files.length, since) }
}

/** Whether one of these files is changed, or a folder among them has a changed file, or one is in a changed submodule. */
function touching(changed: readonly string[]): (files: Iterable<string>) => boolean {
  const exact = new Set(changed)
  const folders = new Set(changed.flatMap(foldersAbove))
  const isTouched = (file: string): boolean =>
    exact.has(file) || folders.has(file) || foldersAbove(file).some((folder) => exact.has(folder))
  return (files) => [...files].some((file) => isTouched(file) || isTouched(realPath(file)))
}

function foldersAbove(file: string): string[] {
  const folder = path.dirname(file)
  return folder === file ? [] : [folder, ...foldersAbove(folder)]
}

function nothingChanged(files: number, since: string): Problem {
  const what = files === 1 ? 'this scenario uses' : `these ${files} scenarios use`
  return {
    code: 'nothing-changed',
    severity: 'warning',
    message: `nothing that ${what} has changed since ${since === '' ? 'the branch left its upstream, or HEAD' : `“${since}”`}`,
    hint: 'run without --changed to run them all the same',
  }
}
