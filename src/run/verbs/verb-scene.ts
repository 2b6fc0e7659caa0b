import type { CompiledLine } from '../../model/matcher.ts'
import type { Stage as PluginStage } from '../../model/plugin.ts'
import type { Failure } from '../../model/result.ts'
import type { Wish } from '../../language/expectations/read.ts'
import type { Argument } from '../../model/written.ts'
import { nodeAt } from '../../registry/shaping/schema-def.ts'
import { gaveWay } from '../guard/misbehave.ts'
import { allow, boundedRegex } from '../regex/bounded.ts'
import { atRest } from '../rest.ts'
import { actorOf, type Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import { look } from '../wish/look.ts'
import type { WishRun } from '../wish/wish-run.ts'
import { cannotSend, framed, sendMade } from './send.ts'

/** What a plugin's verb can do on its actor's lane, while its step lasts. */
export interface VerbScene {
  readonly stage: PluginStage
  /** What it waits for now. */
  readonly wanted: string | undefined
  /** It waits until all is idle. */
  readonly idling: boolean
  /** The step is over: whatever the verb does now is not done any more. */
  leave(): void
}

/** The lane has ended, or the step is over, before a line came that a verb waits for. */
export class NotSaid extends Error {}

/** What a verb asked for fails its step in words of the core's. */
export class StepFailed extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.message)
    this.failure = failure
  }
}

export function verbSceneFor(stage: Stage, party: Party, argument: Argument): VerbScene {
  const { lane } = party
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
        const cannot = cannotSend(stage, party)
        if (cannot !== undefined) throw new StepFailed(cannot)
        const text = typeof bytes === 'string'
        const made = text ? framed(party, bytes) : bytes
        sendMade(stage, party, [{ bytes: made, shown: bytes, type: text ? 'text' : 'binary' }])
      },
      expect: (wanted) => {
        asked()
        return nextLine(stage, party, argument, wanted, waits)
      },
      async atRest() {
        idling = true
        const unfinished = await atRest(stage)
        idling = false
        if (unfinished !== undefined) throw new StepFailed(unfinished)
      },
      fact: (name, value) => {
        asked()
        stage.names.variables.set(`${party.role.name}.${name}`, String(value))
      },
      row: (text) => {
        asked()
        lane.telling.row('*', String(text), stage.clock.micros())
      },
      facts: () => actorOf(party)?.facts() ?? {},
      failed: (error, at = []) => gaveWay(stage, party.role, error, nodeAt(argument.written, at).node.span),
    },
  }
}

/** The next line that passes, looked for as an `expect` step does: what stands before it has its rows. Rejects when none can come. */
function nextLine(
  stage: Stage,
  party: Party,
  argument: Argument,
  wanted: string | RegExp,
  waits: Map<string, () => void>,
): Promise<string> {
  const { lane } = party
  const compiled = lineWith(wanted)
  const wish: Wish = { name: '', argument, span: argument.written.span }
  const run: WishRun = {
    wish,
    compiled,
    lane,
    stream: lane.main,
    effect: {},
    scanned: 0,
    met: 0,
    captures: {},
  }
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      stage.listeners.delete(onNews)
      waits.delete(compiled.shown)
      settle()
    }
    const onNews = () => {
      allow(stage.left)
      try {
        const answer = look(run)
        if (answer.state === 'met') return done(() => resolve(answer.text))
        if (answer.state === 'never')
          return done(() => reject(new NotSaid(`“${lane.name}” has ended, so ${compiled.shown} can no longer come`)))
      } catch (error) {
        return done(() => reject(error))
      }
      if (stage.stopped !== undefined) done(() => reject(new NotSaid(stage.stopped!.message)))
    }
    stage.listeners.add(onNews)
    waits.set(compiled.shown, () => done(() => reject(new NotSaid('its step is over'))))
    onNews()
  })
}

function lineWith(wanted: string | RegExp): CompiledLine {
  if (typeof wanted === 'string')
    return {
      on: 'line',
      shown: `“${wanted}”`,
      ...(wanted === '' ? {} : { needle: wanted }),
      test: (line) => (line.includes(wanted) ? {} : undefined),
    }
  const regex = boundedRegex(new RegExp(wanted.source, wanted.flags.replaceAll(/[gy]/g, '')))
  return { on: 'line', shown: String(wanted), test: (line) => (regex.test(line) ? {} : undefined) }
}
