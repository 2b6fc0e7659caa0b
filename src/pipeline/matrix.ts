import { isOfMatrix, matrixPrefix } from '../language/matrix.ts'
import type { Scenario } from '../language/scenario.ts'
import { allSteps, placeholdersIn } from '../language/steps/traits.ts'
import type { MaskRule, Template } from '../model/scenario.ts'

/** The variable that has a value of a matrix: `matrix.impl`. */
export const matrixVariable = (name: string): string => matrixPrefix + name

/** The names of a matrix that a scenario uses anywhere: in itself, and in what it includes. */
export function matrixNamesIn(scenario: Scenario): ReadonlySet<string> {
  const { vars, env, files, forbid, mask, actors, steps, onFault, only, skip } = scenario
  const parts = [[...vars.values()], env, files, forbid, mask, [...actors.values()], steps, onFault, only, skip]
  const used = placeholdersIn(parts).map(({ name }) => name)
  return new Set(used.filter(isOfMatrix).map((name) => name.slice(matrixPrefix.length)))
}

/** What a mask looks for, and what it writes. */
type Renaming = Pick<MaskRule, 'match' | 'as'>

/**
 * The scenario with masks by which one transcript serves for every value that a matrix gives it: in the rows of a step that names
 * `${matrix.impl}`, or a variable that is made of it, the value stands as `<matrix.impl>`. In other rows a value such as `1` would be
 * found by accident.
 */
export function withSharedValues(scenario: Scenario): Scenario {
  const varying = varyingNames(scenario)
  const masks: MaskRule[] = []
  for (const step of allSteps(scenario.steps)) {
    const own = { ...step, steps: undefined, mask: undefined }
    const names = new Set(placeholdersIn(own).map(({ name }) => name))
    for (const each of [...names].flatMap((name) => renamings(name, varying)))
      masks.push({ ...each, span: step.span, step: step.span, forAll: true })
  }
  return masks.length === 0 ? scenario : { ...scenario, mask: [...masks, ...scenario.mask] }
}

/** Variables that are made of values of the matrix, with what rows show in their place. */
type Varying = ReadonlyMap<string, readonly Renaming[]>

const renamings = (name: string, varying: Varying): readonly Renaming[] =>
  isOfMatrix(name) ? [byName(name)] : (varying.get(name) ?? [])

const byName = (name: string): Renaming => ({ match: { variable: name }, as: `<${name}>` })

function varyingNames({ vars, steps }: Pick<Scenario, 'vars' | 'steps'>): Varying {
  const varying = new Map<string, readonly Renaming[]>()
  const isVarying = (value: unknown): boolean =>
    placeholdersIn(value).some(({ name }) => renamings(name, varying).length > 0)
  const learn = ({ name, value }: { readonly name: string; readonly value: unknown }): void => {
    if (isVarying(value)) varying.set(name, [byName(name)])
  }
  for (const each of vars.values()) learn(each)
  for (const step of allSteps(steps)) {
    if (step.verb === 'scope') for (const each of step.vars) learn(each)
    if (step.verb === 'let') for (const { name, expression } of step.lets) learn({ name, value: expression })
    // Its other values are the same with every value of the matrix, and stay.
    if (step.verb === 'repeat' && step.each?.some(isVarying) === true)
      varying.set(
        step.as ?? 'item',
        step.each.filter(isVarying).flatMap((each) => inEach(each, varying)),
      )
  }
  return varying
}

/** One of the values of a `repeat`: what it is made of, where it is nothing else; else its whole text. */
function inEach(template: Template, varying: Varying): readonly Renaming[] {
  const [first, ...others] = template.parts
  if (typeof first === 'object' && others.length === 0) return renamings(first.name, varying)
  const as = template.parts.map((part) => (typeof part === 'string' ? part : `<${part.name}>`)).join('')
  return [{ match: { kind: 'text', template, flags: '', span: template.span }, as }]
}
