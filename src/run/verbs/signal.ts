import type { Failure } from '../../model/result.ts'
import type { Step } from '../../language/scenario.ts'
import { failing } from '../failing.ts'
import { atRest } from '../rest.ts'
import { partiesOf } from '../stage/parties.ts'
import { actorOf, type Party } from '../stage/role.ts'
import { fillTemplate } from '../stage/scope.ts'
import { touch, type Stage } from '../stage/stage.ts'

/** What it had said by then stands before it, also when a later step is the first to expect that. */
function tellSignal({ lane }: Party, words: string, at: number): void {
  if (lane.unread) lane.telling.hold('*', words, at)
  else lane.telling.row('*', words, at)
}

/** `signal`: once all is idle, it is delivered to the program, or to its whole group; done when what it caused is. */
export async function performSignal(
  stage: Stage,
  step: Extract<Step, { verb: 'signal' }>,
): Promise<Failure | undefined> {
  const unfinished = await atRest(stage)
  if (unfinished !== undefined) return unfinished
  for (const { target, signal, group } of step.signals) {
    for (const party of partiesOf(stage, target, false)) {
      const actor = actorOf(party)
      if (actor?.signal === undefined || party.lane.over)
        return failing(stage, 'step-failed', `“${party.name}” is not running, so it cannot be signalled`, {
          lane: party.name,
        })
      const name = fillTemplate(stage.names, signal)
      touch(stage, party.lane)
      tellSignal(party, `${name} sent${group ? ' to its group' : ''}`, stage.clock.micros())
      actor.signal(name, { group })
    }
  }
  return step.busy === true ? undefined : atRest(stage)
}
