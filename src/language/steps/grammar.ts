import { modifierNames } from '../expectations/modifiers.ts'
import { readSteps } from './read.ts'
import { besideExpect, stepModifierNames } from './modifiers.ts'
import type { Verb } from '../verb.ts'
import { verbs } from '../verbs/index.ts'

const all = new Map<string, Verb>(Object.entries(verbs))

/** Words that may stand beside a matcher or its step, so that no matcher can be called so. */
export const besideMatchers: readonly string[] = [...modifierNames, ...besideExpect]

/** The verbs as a table, and all that may stand beside one of them. */
export const grammar = {
  verbs: all,
  beside: new Set([...stepModifierNames, ...[...all.values()].flatMap(({ beside }) => Object.keys(beside))]),
  ofMatchers: new Set<string>(modifierNames),
  steps: readSteps,
}
