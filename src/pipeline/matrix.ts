import { matrixPrefix } from '../language/matrix.ts'
import type { Scenario } from '../language/scenario.ts'
import { allSteps, placeholdersIn } from '../language/steps/traits.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { Services } from './services.ts'

/** The names of a matrix that a scenario uses anywhere: in itself, and in what it includes. */
export function matrixNamesIn(scenario: Scenario): ReadonlySet<string> {
  const { vars, env, files, forbid, mask, actors, steps, only, skip } = scenario
  const parts = [[...vars.values()], env, files, forbid, mask, [...actors.values()], steps, only, skip]
  const used = placeholdersIn(parts).map(({ name }) => name)
  return new Set(used.filter((name) => name.startsWith(matrixPrefix)).map((name) => name.slice(matrixPrefix.length)))
}

/**
 * The scenario with masks by which one transcript serves for every value that a matrix gives it: in the rows of a step that names `${matrix.impl}`, or a variable
 * that is made of it, the value stands as `<matrix.impl>`. In other rows a value such as `1` would be found by accident.
 */
export function withSharedValues(scenario: Scenario, { vars, showsMatrix }: Services): Scenario {
  if (showsMatrix === true || ![...vars.keys()].some((name) => name.startsWith(matrixPrefix))) return scenario
  const varying = new Set<string>()
  const isVarying = (name: string): boolean => name.startsWith(matrixPrefix) || varying.has(name)
  const learn = (name: string, value: unknown): void => {
    if (placeholdersIn(value).some((placeholder) => isVarying(placeholder.name))) varying.add(name)
  }
  for (const { name, value } of scenario.vars.values()) learn(name, value)
  const masks: MaskRule[] = []
  for (const step of allSteps(scenario.steps)) {
    if (step.verb === 'scope') for (const { name, value } of step.vars) learn(name, value)
    if (step.verb === 'let') for (const { name, expression } of step.lets) learn(name, expression)
    const own = { ...step, steps: undefined, mask: undefined }
    const names = new Set(placeholdersIn(own).flatMap(({ name }) => (isVarying(name) ? [name] : [])))
    for (const name of names)
      masks.push({ match: { variable: name }, as: `<${name}>`, span: step.span, step: step.span, forAll: true })
  }
  return masks.length === 0 ? scenario : { ...scenario, mask: [...masks, ...scenario.mask] }
}
