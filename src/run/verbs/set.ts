import type { Failure } from '../../model/result.ts'
import type { Step } from '../../language/scenario.ts'
import { stringifyJson } from '../../text/exact-json.ts'
import { failing } from '../failing.ts'
import { atRest } from '../rest.ts'
import { actorOf } from '../stage/role.ts'
import { fillHole } from '../stage/scope.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { addressed } from './addressed.ts'
import { resolveJson } from './json.ts'

/** `set`: an option of a running socket (or terminal) is changed. */
export async function performSet(stage: Stage, step: Extract<Step, { verb: 'set' }>): Promise<Failure | undefined> {
  for (const { target, option, value, span } of step.sets) {
    const found = await addressed(stage, target, true)
    if ('failure' in found) return found.failure
    for (const party of found.parties) {
      const actor = actorOf(party)
      if (actor?.set === undefined)
        return failing(stage, 'step-failed', `“${party.name}” has no option that can be set now`, {
          span,
          lane: party.name,
        })
      // A terminal's new size is a signal (SIGWINCH), and reaches whom it finds.
      const unfinished = actor.typed === true ? await atRest(stage) : undefined
      if (unfinished !== undefined) return unfinished
      const wanted = resolveJson(value.written, (hole) => fillHole(stage.names, hole))
      const trouble = actor.set(option, wanted)
      if (typeof trouble === 'string')
        return failing(stage, 'step-failed', `${option} of “${party.name}” could not be set: ${trouble}`, {
          span,
          lane: party.name,
        })
      touch(stage, party.lane)
      party.lane.telling.row(
        '*',
        `${option} set to ${typeof wanted === 'object' ? stringifyJson(wanted) : String(wanted)}`,
        stage.clock.micros(),
      )
    }
  }
  return undefined
}
