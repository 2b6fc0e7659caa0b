import type { Looking } from '../review/pending.ts'
import { scenariosOf } from './configured.ts'
import { callsOf, scenariosNamed } from './projects.ts'
import type { Shell } from './shell.ts'
import { toolsFor } from './tools.ts'

/** The folder of scenarios of each project, or the one where there are none. */
export const homesOf = (shell: Shell) =>
  callsOf({}, shell).map(({ project, shell: own }) => ({
    scenarios: scenariosOf(own),
    ...(project === undefined ? {} : { project }),
  }))

/** Where new transcripts are looked for in this folder. */
export function lookingIn(shell: Shell): Looking {
  const { files, shown } = toolsFor(shell)
  return {
    cwd: shell.cwd,
    folders: homesOf(shell).map(({ scenarios }) => scenarios),
    find: (written) => scenariosNamed(written, shell),
    forms: new Set(callsOf({}, shell).map((call) => call.shell.configuration?.settings.transcripts?.value ?? 'shared')),
    files,
    shown,
  }
}
