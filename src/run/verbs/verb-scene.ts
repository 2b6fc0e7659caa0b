import type { CompiledLine } from '../../model/matcher.ts'
import type { VerbContext } from '../../model/plugin.ts'
import type { Failure } from '../../model/result.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import type { Argument } from '../../model/yaml-node.ts'
import { nodeAt } from '../../coercion/schema-def.ts'
import { placeOfStep } from '../failure/failing.ts'
import { guardEndCheck } from '../guard/end-check.ts'
import { reportActorError } from '../guard/plugin-error.ts'
import { addScreenRows } from '../lane/screen.ts'
import { allow, boundedRegex } from '../../regex/bounded.ts'
import { untilIdle } from '../idle/until-idle.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import type { RunContext, RunTime, RunChanges, RunOutcome } from '../context/run-context.ts'
import { takeRest } from '../lane/cursor.ts'
import { addOwnRow } from '../lane/event-rows.ts'
import { look } from '../expectation/look.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import { cannotSend, framed, sendMade } from './send.ts'

/** What a plugin's verb can do on its actor's lane, while its step lasts. */
export interface VerbScene {
  readonly context: VerbContext
  /** What it waits for now. */
  readonly wanted: string | undefined
  /** What to do when it does not come. */
  readonly hint: string | undefined
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

export function verbSceneFor(context: RunContext, endpoint: Endpoint, argument: Argument): VerbScene {
  const { lane } = endpoint
  const waits = new Map<string, () => void>()
  let over = false
  let idling = false
  let awaited: { readonly what: string; readonly hint?: string } | undefined
  const asked = () => {
    if (over) throw new NotSaid('its step is over')
    return lane
  }
  const send = (bytes: Uint8Array | string) => {
    asked()
    sendOn(context, endpoint, bytes)
  }
  return {
    get idling() {
      return idling
    },
    get wanted() {
      return waits.keys().next().value ?? awaited?.what
    },
    get hint() {
      return waits.size > 0 ? undefined : awaited?.hint
    },
    leave() {
      over = true
      for (const cancel of waits.values()) cancel()
    },
    context: {
      send,
      expect: (wanted) => {
        asked()
        return nextLine(context, endpoint, argument, wanted, waits)
      },
      async untilIdle() {
        idling = true
        const unfinished = await untilIdle(context)
        idling = false
        if (unfinished !== undefined) throw new StepFailed(unfinished)
      },
      rest: () => takeRest(asked()),
      awaits: (what, hint) => void (awaited = { what, ...(hint === undefined ? {} : { hint }) }),
      fact: (name, value) => {
        asked()
        context.names.variables.set(`${endpoint.instance.name}.${name}`, String(value))
      },
      row: (text) => addOwnRow(asked(), '*', String(text), context.clock.micros()),
      screen: (screen, rows) => addScreenRows(asked().rows, screen, context.clock.micros(), rows),
      facts: () => actorOf(endpoint)?.facts() ?? {},
      failed: (error, at = []) =>
        reportActorError(context, endpoint.instance, error, nodeAt(argument.node, at).node.span),
      atEnd: (check, at = []) => {
        const place = { ...placeOfStep(context), span: nodeAt(argument.node, at).node.span, lane: endpoint.name }
        context.endChecks.set({}, { place, check: guardEndCheck(context, endpoint, check) })
      },
    },
  }
}

function sendOn(context: RunContext, endpoint: Endpoint, bytes: Uint8Array | string): void {
  const cannot = cannotSend(context, endpoint)
  if (cannot !== undefined) throw new StepFailed(cannot)
  const text = typeof bytes === 'string'
  const made = text ? framed(endpoint, bytes) : bytes
  sendMade(context, endpoint, [{ bytes: made, shown: bytes, type: text ? 'text' : 'binary' }])
}

/** The next line that passes, looked for as an `expect` step does: what stands before it has its rows. Rejects when none can come. */
function nextLine(
  context: RunTime & RunChanges & RunOutcome,
  endpoint: Endpoint,
  argument: Argument,
  wanted: string | RegExp,
  waits: Map<string, () => void>,
): Promise<string> {
  const { lane } = endpoint
  const compiled = lineWith(wanted)
  const expectation: Expectation = { name: '', argument, span: argument.node.span }
  const run: ExpectationRun = {
    expectation,
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
      context.listeners.delete(onNews)
      waits.delete(compiled.shown)
      settle()
    }
    const onNews = () => {
      allow(context.left)
      try {
        const answer = look(run)
        if (answer.state === 'met') return done(() => resolve(answer.text))
        if (answer.state === 'never')
          return done(() => reject(new NotSaid(`“${lane.name}” has ended, so ${compiled.shown} can no longer come`)))
      } catch (error) {
        return done(() => reject(error))
      }
      if (context.stopped !== undefined) done(() => reject(new NotSaid(context.stopped!.message)))
    }
    context.listeners.add(onNews)
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
