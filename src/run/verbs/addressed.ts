import type { Failure } from '../../model/result.ts'
import type { Target } from '../../model/scenario.ts'
import { failing } from '../failing.ts'
import { isToCome, partiesOf } from '../stage/parties.ts'
import { actorOf, type Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import { deadlineOf, until } from '../waiting.ts'
import { showDuration } from '../../text/units.ts'

type Addressed = { readonly parties: readonly Party[] } | { readonly failure: Failure }

/**
 * Whom a step addresses, once they are there: a verb waits for a connection that has not come. `talking` as for `partiesOf`. Answers
 * at once when nobody is missing.
 */
export function addressed(stage: Stage, target: Target, talking: boolean): Addressed | Promise<Addressed> {
  const parties = partiesHere(stage, target, talking)
  return parties === undefined ? whenHere(stage, target, talking) : { parties }
}

async function whenHere(stage: Stage, target: Target, talking: boolean): Promise<Addressed> {
  let parties: readonly Party[] | undefined
  const name = target.connection === undefined ? `${target.actor}#1` : `${target.actor}#${target.connection}`
  const failure = await until(
    stage,
    () => ((parties = partiesHere(stage, target, talking)) === undefined ? undefined : true),
    () =>
      failing(stage, 'not-connected', `“${name}” has not come within ${showDuration(deadlineOf(stage))}`, {
        lane: target.connection === undefined && !talking ? target.actor : name,
        span: target.span,
      }),
  )
  return failure === undefined ? { parties: parties ?? [] } : { failure }
}

/** The same without waiting: undefined while somebody is missing. */
export function partiesHere(stage: Stage, target: Target, talking: boolean): readonly Party[] | undefined {
  if (isToCome(stage, target)) return undefined
  const parties = partiesOf(stage, target, talking)
  return parties.some((party) => party.connection !== undefined && actorOf(party) === undefined) ? undefined : parties
}
