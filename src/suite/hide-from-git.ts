import path from 'node:path'
import type { Files } from '../pipeline.ts'
import { isWithin } from './paths.ts'

/** Folders whose files belong into a repository. */
interface Sources {
  readonly cwd: string
  /** Of the scenarios; `scenarios` in the working directory when absent. */
  readonly scenarios?: string
}

/**
 * The files of runs in the output folder are not for commits, also where a project's own .gitignore does not list them. An output
 * folder that has the working directory, scenarios or transcripts in it stays as it is: those are for commits.
 */
export function hideFromGit(
  out: string,
  files: Pick<Files, 'exists' | 'write'>,
  { cwd, scenarios = path.join(cwd, 'scenarios') }: Sources,
): void {
  const sources = [cwd, scenarios, path.join(path.dirname(scenarios), 'transcripts')]
  if (sources.some((source) => isWithin(source, out))) return
  const ignore = path.join(out, '.gitignore')
  if (files.exists(out) && !files.exists(ignore)) files.write(ignore, '*\n')
}
