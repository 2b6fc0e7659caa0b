import { isCommit } from '../suite/git-changes.ts'
import type { RunArgs } from './prepare-run.ts'
import { scenariosNamed } from './projects.ts'
import type { Shell } from './shell.ts'

/**
 * A call in which the word behind `--changed` is a scenario, and nothing that git knows: `--changed echo.yaml` has the flag by itself,
 * and a file. Any other call as it is.
 */
export async function withFileBehindChanged(
  args: RunArgs,
  shell: Shell,
): Promise<{ readonly args: RunArgs; readonly shell: Shell }> {
  const { changed = '' } = args
  if (changed === '' || (await scenariosNamed(changed, shell)).problems.length > 0) return { args, shell }
  if (await isCommit(changed, shell.cwd, shell.env)) return { args, shell }
  const meant = { files: [changed, ...(args.files ?? [])], changed: '' }
  const projects = shell.projects?.map((each) => ({ ...each, args: { ...each.args, ...meant } }))
  return { args: { ...args, ...meant }, shell: projects === undefined ? shell : { ...shell, projects } }
}
