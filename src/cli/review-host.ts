import type { ReviewHost } from '../review/host.ts'
import { runFlags, type Common } from './options.ts'
import { prepareRun, type RunArgs } from './prepare-run.ts'
import type { Shell } from './shell.ts'
import { coloursOf } from './tools.ts'
import { withConfiguration } from './with-configuration.ts'

/** Flags of a decision that say how its scenario runs. */
const ofRun = ['project', 'matrix', 'var', 'env'] as const

/** What a review runs scenarios with: as a local run would, in CI as well, since a person decides. An exit code where that is wrong. */
export async function reviewHost(args: Common, shell: Shell): Promise<ReviewHost | { readonly code: number }> {
  const { configuration: _, projects: _1, called = {}, ...bare } = shell
  const given = called as Readonly<Record<string, unknown>>
  const flags = Object.fromEntries(ofRun.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])))
  const made = await withConfiguration(runFlags, { ...flags, ci: false }, bare, true)
  if ('code' in made) return made
  const { args: run, ...known } = made
  const prepared = await prepareRun(run as RunArgs, { ...bare, ...known })
  return 'code' in prepared ? prepared : { ...prepared, colours: await coloursOf(args, shell) }
}
