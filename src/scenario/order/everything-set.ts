import type { Registry } from '../../model/registry.ts'
import type { Step } from '../../language/scenario.ts'
import { capturesOf } from '../../language/expectations/captures.ts'
import { allSteps } from '../../language/steps/traits.ts'

/** Every variable that any of the steps sets; `n` of a repeat is not among them. */
export function everythingSet(steps: readonly Step[], registry: Registry): Set<string> {
  const into = new Set<string>()
  for (const step of allSteps(steps)) {
    if ('expects' in step)
      for (const expect of step.expects)
        for (const expectation of expect.expectations)
          for (const name of capturesOf(expectation, registry)) into.add(name)
    if (step.verb === 'let') for (const { name } of step.lets) into.add(name)
  }
  return into
}
