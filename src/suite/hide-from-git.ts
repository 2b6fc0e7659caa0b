import path from 'node:path'
import type { Files } from '../pipeline.ts'

/** The files of runs in the output folder are not for commits, also where a project's own .gitignore does not list them. */
export function hideFromGit(out: string, files: Pick<Files, 'exists' | 'write'>): void {
  const ignore = path.join(out, '.gitignore')
  if (files.exists(out) && !files.exists(ignore)) files.write(ignore, '*\n')
}
