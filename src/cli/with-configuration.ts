import { findConfigurations } from '../config/find.ts'
import { givenIn, type Configured } from './configured.ts'
import { defaultsOf, type Flag } from './flag.ts'
import type { Shell } from './shell.ts'

/** What a command is called with; an exit code where a configuration is wrong, which has been reported. */
export async function withConfiguration(
  flags: Readonly<Record<string, Flag>>,
  called: object,
  shell: Shell,
  isConfigured: boolean,
): Promise<Configured | { readonly code: number }> {
  const found = isConfigured ? findConfigurations(shell.cwd) : []
  const given = givenIn(called)
  if (found.length === 0 && !given.has('project')) return { args: { ...defaultsOf(flags), ...called }, given, called }
  const { configure } = await import('./configure.ts')
  return configure(found, flags, called, shell)
}
