import { allSteps } from '../../language/steps/traits.ts'
import type { Scenario } from '../../language/scenario.ts'
import type { ActorKind } from '../../model/plugin.ts'
import type { Registry } from '../../model/registry.ts'
import { isOfScreen } from '../../registry/screens.ts'

/** The actors whose screens some step looks at: with an expectation, for an event of the screen, or with a verb of their kind's. */
export function watchedScreens({ steps, actors }: Scenario, registry: Registry): ReadonlySet<string> {
  const watched = new Set<string>()
  const kindOf = (actor: string): ActorKind | undefined => registry.kinds.get(actors.get(actor)?.kind ?? '')?.value
  for (const step of allSteps(steps)) {
    if ('expects' in step)
      for (const { target, expectations } of step.expects)
        for (const { name, argument } of expectations)
          if (isOfScreen(registry, kindOf(target.actor), name, argument.node)) watched.add(target.actor)
    if (step.verb === 'custom')
      for (const { target } of step.calls)
        if (kindOf(target.actor)?.verbs?.[step.name]?.ofScreen === true) watched.add(target.actor)
  }
  return watched
}
