import { fillTemplate } from '../context/scope.ts'
import type { Perform } from './perform.ts'

/** The steps of an included file, with the variables it was given. */
export const performScope: Perform<'scope'> = async (context, step, runSteps) => {
  const { variables } = context.names
  const given = step.vars.map(({ name, value }) => ({
    name,
    value: fillTemplate(context.names, value),
    before: variables.get(name),
  }))
  for (const { name, value } of given) variables.set(name, value)
  const failure = await runSteps(context, step.steps)
  for (const { name, before } of given) variables.restore(name, before)
  return failure
}
