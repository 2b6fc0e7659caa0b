import { fillTemplate } from '../stage/scope.ts'
import type { Perform } from './perform.ts'

/** The steps of an included file, with the variables it was given. */
export const performScope: Perform<'with'> = async (stage, step, play) => {
  const { variables } = stage.names
  const given = step.vars.map(({ name, value }) => ({
    name,
    value: fillTemplate(stage.names, value),
    before: variables.get(name),
  }))
  for (const { name, value } of given) variables.set(name, value)
  const failure = await play(stage, step.steps)
  for (const { name, before } of given) variables.restore(name, before)
  return failure
}
