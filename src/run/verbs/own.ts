import type { Stage as PluginStage } from '../../model/plugin.ts'
import type { Failure } from '../../model/result.ts'
import type { Step } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Argument } from '../../model/written.ts'
import { resolve } from '../../registry/shape.ts'
import { nodeAt } from '../../registry/shaping/schema-def.ts'
import { encodeText } from '../../text/byte-text.ts'
import { failing, failingWith, heardOn } from '../failing.ts'
import { ownActor } from '../guard/actor.ts'
import { gaveWay, isOfSystem, isRefusal, kindOf, said } from '../guard/misbehave.ts'
import { actAs, nameOf } from '../guard/owner.ts'
import { allow, boundedRegex } from '../regex/bounded.ts'
import { release, skipLine, takeLine } from '../lane/cursor.ts'
import { neverIdle } from '../idle/never-idle.ts'
import { atRest } from '../rest.ts'
import { framedLine } from '../stage/framed-line.ts'
import { actorOf, type Party } from '../stage/role.ts'
import { fillHole } from '../stage/scope.ts'
import { record, touch, type Stage } from '../stage/stage.ts'
import { deadlineOf, settled } from '../waiting.ts'
import { showDuration } from '../../text/units.ts'
import { addressed } from './addressed.ts'
import { atOnce, inOrder } from './each.ts'
import { expectEnd } from './own-end.ts'

/** A verb of a kind's own. What it throws fails its step with the verb named, never the run. */
export async function performOwn(stage: Stage, step: Own): Promise<Failure | undefined> {
  for (const { target, argument } of step.owns) {
    const found = await addressed(stage, target, true)
    if ('failure' in found) return found.failure
    const { parties } = found
    for (const party of parties) touch(stage, party.lane)
    const act = (party: Party) => perform(stage, party, step.name, argument, target.span)
    const ends = parties[0]?.role.kind.verbs?.[step.name]?.ends === true
    const failure = await (ends ? atOnce(stage, parties, act) : inOrder(stage, parties, act))
    if (failure !== undefined) return failure
  }
  return undefined
}

type Own = Extract<Step, { verb: 'own' }>

async function perform(
  stage: Stage,
  party: Party,
  name: string,
  argument: Argument,
  span: Span,
): Promise<Failure | undefined> {
  const actor = actorOf(party)
  const verb = party.role.kind.verbs?.[name]
  if (actor === undefined || verb === undefined)
    return failing(stage, 'wrong-verb', `“${party.name}” cannot ${name}`, { lane: party.name })
  let wanted = argument.value?.parsed
  if (argument.value === undefined) {
    const resolved = resolve(argument, verb.argument, (hole) => fillHole(stage.names, hole))
    if ('problems' in resolved)
      return failingWith(stage, resolved.problems[0] as NonNullable<(typeof resolved.problems)[0]>, span)
    wanted = resolved.value
  }
  if (verb.ends === true) expectEnd(stage, party, 'close')
  const act = actAs(stage, party.role)
  const scene = sceneFor(stage, party, argument)
  const failure = await settled(
    stage,
    Promise.resolve().then(() => act(() => verb.run(ownActor(actor), wanted, scene.stage))),
    () => late(stage, party, name, scene),
    (error) => threw(stage, party, name, error),
  )
  scene.leave()
  return failure
}

/** A verb may say itself why it fails (`refuse`), or wait for a line that never comes; anything else it throws is a mistake. */
function threw(stage: Stage, party: Party, verb: string, error: unknown): Failure {
  const lane = party.name
  if (error instanceof NotIdle) return error.failure
  if (isRefusal(error)) {
    if (error.outcome === 'broken') stage.broken = true
    return failingWith(stage, error.refusal)
  }
  const what = `${verb} of “${party.name}” failed: ${said(error)}`
  if (error instanceof NotSaid || isOfSystem(error)) return failing(stage, 'step-failed', what, { ...heardOn(party) })
  stage.broken = true
  return failing(stage, 'plugin-misbehaved', `${kindOf(stage, party.role)} threw in its verb: ${what}`, { lane })
}

/** At the deadline: a verb that waits for a line waits for its actor; one that waits for nothing of ours hangs by itself. */
function late(stage: Stage, party: Party, verb: string, scene: Scene): Failure {
  const after = `is not done after ${showDuration(deadlineOf(stage))}`
  const { wanted } = scene
  const busy = scene.idling ? neverIdle(stage, stage.notIdle, deadlineOf(stage)) : undefined
  if (busy !== undefined) return busy
  const what = `${verb} of ${nameOf(stage, party.role)} ${after}`
  if (wanted !== undefined)
    return failing(stage, 'step-timeout', what, { ...heardOn(party), wanted, why: `${wanted} did not come` })
  return failing(stage, 'step-timeout', what, {
    lane: party.name,
    why: `${kindOf(stage, party.role)} still works at it`,
  })
}

/** What a plugin's verb can do on its actor's lane, while its step lasts. */
interface Scene {
  readonly stage: PluginStage
  /** What it waits for now. */
  readonly wanted: string | undefined
  /** It waits until all is idle. */
  readonly idling: boolean
  /** The step is over: whatever the verb does now is not done any more. */
  leave(): void
}

/** The lane has ended, or the step is over, before a line came that a verb waits for. */
class NotSaid extends Error {}

/** Not all has become idle, for which a verb waits. */
class NotIdle extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

function sceneFor(stage: Stage, party: Party, argument: Argument): Scene {
  const { lane } = party
  const actor = () => actorOf(party)
  const waits = new Map<string, () => void>()
  let over = false
  let idling = false
  const asked = () => {
    if (over) throw new NotSaid('its step is over')
  }
  return {
    get idling() {
      return idling
    },
    get wanted() {
      return waits.keys().next().value
    },
    leave() {
      over = true
      for (const cancel of waits.values()) cancel()
    },
    stage: {
      send: (bytes) => {
        asked()
        const framed = typeof bytes === 'string' ? framedLine(party.role, encodeText(bytes)) : bytes
        const made = actor()?.encode?.(framed, typeof bytes === 'string' ? 'text' : 'binary') ?? framed
        lane.telling.row('>', bytes, stage.clock.micros())
        record(stage, { type: 'sent', at: stage.clock.micros(), lane: lane.name, bytes: made })
        actor()?.send?.(made, { times: 1, type: typeof bytes === 'string' ? 'text' : 'binary' })
      },
      expect: (wanted) => {
        asked()
        return nextLine(stage, party, wanted, waits)
      },
      async atRest() {
        idling = true
        const unfinished = await atRest(stage)
        idling = false
        if (unfinished !== undefined) throw new NotIdle(unfinished)
      },
      fact: (name, value) => {
        asked()
        stage.names.variables.set(`${party.role.name}.${name}`, String(value))
      },
      row: (text) => {
        asked()
        lane.telling.row('*', String(text), stage.clock.micros())
      },
      facts: () => actor()?.facts() ?? {},
      failed: (error, at = []) => gaveWay(stage, party.role, error, nodeAt(argument.written, at).node.span),
    },
  }
}

/** The next line that passes the test; lines before it are skipped. Rejects when the lane ends first. */
function nextLine(
  stage: Stage,
  party: Party,
  wanted: string | RegExp,
  waits: Map<string, () => void>,
): Promise<string> {
  const { lane } = party
  const regex =
    typeof wanted === 'string'
      ? undefined
      : boundedRegex(new RegExp(wanted.source, wanted.flags.replaceAll(/[gy]/g, '')))
  const passes = (line: string) => (typeof wanted === 'string' ? line.includes(wanted) : regex?.test(line) === true)
  const shown = typeof wanted === 'string' ? `“${wanted}”` : String(wanted)
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      stage.listeners.delete(look)
      waits.delete(shown)
      settle()
    }
    const look = () => {
      for (;;) {
        release(lane, lane.main)
        const item = lane.main.peek()
        if (item === undefined && !lane.main.ended && stage.stopped === undefined) return
        if (item === undefined || (item.kind === 'event' && item.event.ends !== undefined))
          return done(() => reject(new NotSaid(`“${lane.name}” has ended, so ${shown} can no longer come`)))
        if (item.kind === 'event') {
          lane.main.shift()
          continue
        }
        const text = lane.main.text(item)
        allow(stage.left)
        try {
          if (!passes(text)) {
            skipLine(lane, lane.main, item, text)
            continue
          }
        } catch (error) {
          return done(() => reject(error))
        }
        return done(() => resolve(takeLine(lane, lane.main, item)))
      }
    }
    stage.listeners.add(look)
    waits.set(shown, () => done(() => reject(new NotSaid('its step is over'))))
    look()
  })
}
