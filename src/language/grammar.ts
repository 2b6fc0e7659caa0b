import { readSteps } from './steps/read.ts'
import { stepModifiers } from './steps/modifiers.ts'
import type { Verb } from './verb.ts'
import { verbs } from './verbs/index.ts'

const all = new Map<string, Verb>(Object.entries(verbs))

/** The verbs as a table, and all that may stand beside one of them. */
export const grammar = {
  verbs: all,
  beside: new Set([...Object.keys(stepModifiers), ...[...all.values()].flatMap(({ beside }) => Object.keys(beside))]),
  steps: readSteps,
}
