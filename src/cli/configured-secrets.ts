import { own } from '../text/own.ts'
import type { Secret } from '../text/redactor.ts'
import { flagValues } from './flag-values.ts'
import { runFlags } from './options.ts'
import type { Shell } from './shell.ts'
import { readVars } from './tools.ts'

/** What the configuration and each of its projects keep secret, as a run would: values of its variables, or of the environment. */
export function configuredSecrets({ configuration, projects = [], env }: Shell): readonly Secret[] {
  const all = [configuration, ...projects.map((project) => project.configuration)]
  return all.flatMap((each) => {
    if (each === undefined) return []
    const { values } = flagValues(each, { secret: runFlags.secret, var: runFlags.var }, env)
    const { secret = [], var: pairs } = values as {
      readonly secret?: readonly string[]
      readonly var?: readonly string[]
    }
    const read = readVars(pairs)
    const vars = 'vars' in read ? read.vars : new Map<string, string>()
    return secret.map((name) => ({ name, value: vars.get(name) ?? own(env, name) ?? '' }))
  })
}
