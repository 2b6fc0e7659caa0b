import { runFlags } from './options.ts'
import type { Flag } from './flag.ts'
import type { Shell } from './shell.ts'

/** The flags of this call that matter for a single scenario: with them, its runner elsewhere makes the same of its configuration. */
export function callOf({ called = {} }: Shell, { ci }: { readonly ci: boolean }): Readonly<Record<string, unknown>> {
  const flags: Readonly<Record<string, Flag>> = runFlags
  const kept = Object.entries(called).filter(([name, value]) => value !== undefined && flags[name]?.ofScenario === true)
  return { ...Object.fromEntries(kept), ci }
}
