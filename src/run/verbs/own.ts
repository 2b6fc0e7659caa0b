import type { Stage as PluginStage } from '../../model/plugin.ts'
import type { Failure } from '../../model/result.ts'
import type { Step } from '../../model/scenario.ts'
import { resolve } from '../../registry/shape.ts'
import { failing, failingWith } from '../failing.ts'
import { takeLine, skipLine } from '../lane/cursor.ts'
import { atRest } from '../rest.ts'
import { partiesOf } from '../stage/parties.ts'
import { actorOf, type Party } from '../stage/role.ts'
import { fillHole } from '../stage/scope.ts'
import { record, touch, type Stage } from '../stage/stage.ts'
import { deadlineOf, settled, shownDuration } from '../waiting.ts'

/** A verb of a kind's own. What it throws fails its step with the verb named, never the run. */
export async function performOwn(stage: Stage, step: Extract<Step, { verb: 'own' }>): Promise<Failure | undefined> {
  for (const { target, argument } of step.owns) {
    for (const party of partiesOf(stage, target, false)) {
      const actor = actorOf(party)
      const verb = party.role.kind.verbs?.[step.name]
      if (actor === undefined || verb === undefined)
        return failing(stage, 'wrong-verb', `“${party.name}” cannot ${step.name}`, { lane: party.name })
      let wanted = argument.value?.parsed
      if (argument.value === undefined) {
        const resolved = resolve(argument, verb.argument, (hole) => fillHole(stage.names, hole))
        if ('problems' in resolved)
          return failingWith(stage, resolved.problems[0] as NonNullable<(typeof resolved.problems)[0]>, target.span)
        wanted = resolved.value
      }
      touch(stage, party.lane)
      const failure = await settled(
        stage,
        Promise.resolve().then(() => verb.run(actor, wanted, stageFor(stage, party))),
        () =>
          failing(
            stage,
            'step-timeout',
            `${step.name} of “${party.name}” is not done after ${shownDuration(deadlineOf(stage))}`,
            { lane: party.name },
          ),
        (error) =>
          failing(
            stage,
            'step-failed',
            `${step.name} of “${party.name}” failed: ${error instanceof Error ? error.message : String(error)}`,
            { lane: party.name },
          ),
      )
      if (failure !== undefined) return failure
    }
  }
  return undefined
}

/** What a plugin's verb can do on its actor's lane. */
function stageFor(stage: Stage, party: Party): PluginStage {
  const { lane } = party
  const actor = () => actorOf(party)
  return {
    send: (bytes) => {
      const made = typeof bytes === 'string' ? lane.framer.encode(Buffer.from(bytes)) : bytes
      lane.telling.row('>', bytes, stage.clock.micros())
      record(stage, { type: 'sent', at: stage.clock.micros(), lane: lane.name, bytes: made })
      actor()?.send?.(made, { times: 1 })
    },
    expect: (wanted) =>
      nextLine(stage, party, (line) => (typeof wanted === 'string' ? line.includes(wanted) : wanted.test(line))),
    atRest: () => atRest(stage),
    fact: (name, value) => void stage.names.variables.set(`${party.role.name}.${name}`, value),
    row: (text) => lane.telling.row('*', text, stage.clock.micros()),
    facts: () => actor()?.facts() ?? {},
  }
}

/** The next line that passes the test; lines before it are skipped. Rejects when the lane ends first. */
function nextLine(stage: Stage, party: Party, passes: (line: string) => boolean): Promise<string> {
  const { lane } = party
  return new Promise((resolve, reject) => {
    const look = () => {
      for (;;) {
        const item = lane.main.peek()
        if (item === undefined && !lane.main.ended && stage.stopped === undefined) return
        if (item === undefined || (item.kind === 'event' && item.event.ends !== undefined)) {
          stage.listeners.delete(look)
          reject(new Error(`“${lane.name}” has ended`))
          return
        }
        if (item.kind === 'event') {
          lane.main.shift()
          continue
        }
        const text = lane.main.text(item)
        if (!passes(text)) {
          skipLine(lane, lane.main, item, text)
          continue
        }
        stage.listeners.delete(look)
        resolve(takeLine(lane, lane.main, item))
        return
      }
    }
    stage.listeners.add(look)
    look()
  })
}
