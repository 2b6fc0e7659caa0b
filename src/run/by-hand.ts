import { giveBackPort } from '../kernel/taken-ports.ts'
import type { Actor } from '../model/actor.ts'
import type { Problem } from '../model/problem.ts'
import type { Registry } from '../model/registry.ts'
import type { Failure } from '../model/result.ts'
import type { Scenario } from '../language/scenario.ts'
import type { ActorInstance } from './context/actor-instance.ts'
import { allEndpoints } from './context/endpoints.ts'
import type { RunHost } from './context/host.ts'
import type { RunContext } from './context/run-context.ts'
import { teardown } from './ending/teardown.ts'
import { closeLeaks } from './guard/owner.ts'
import { becomesIdle } from './idle/until-idle.ts'
import { openRun } from './opening/open.ts'
import { seenLane, type Spectator } from './opening/seen-lane.ts'
import { prepare } from './opening/prepare.ts'
import { begin } from './verbs/start.ts'

export type { Spectator } from './opening/seen-lane.ts'

/** What somebody does with the actors of a scenario in place of its steps. */
export interface ByHand {
  /** Starts an actor; a failure says why it is not there. */
  start(name: string, spectator: Spectator): Promise<Failure | undefined>
  /** A started actor. */
  actor(name: string): Actor | undefined
  /** Resolves with true when everything is idle, as before a step that waits for that; with false when `signal` is aborted before. */
  idle(signal: AbortSignal): Promise<boolean>
  /** Microseconds since the run began. */
  micros(): number
}

/** What went wrong: why it could not begin, or what its end has left behind. */
export interface DoneByHand {
  readonly failure?: Failure
  readonly problems: readonly Problem[]
}

/**
 * A run whose steps somebody does by hand: actors have the environment, the folder, the reaper and the teardown that they have in any
 * run. Ends when `work` does; the steps of the scenario are not done, and there is neither a transcript nor a verdict.
 */
export async function runByHand(
  scenario: Scenario,
  registry: Registry,
  host: RunHost,
  work: (run: ByHand) => Promise<void>,
): Promise<DoneByHand> {
  const context = openRun(scenario, registry, host)
  let failure: Failure | undefined
  let problems: Problem[] = []
  try {
    failure = await prepare(context)
    if (failure === undefined) await work(handsOn(context))
  } finally {
    for (const { lane } of allEndpoints(context)) lane.frozen = true
    context.phase = 'teardown'
    problems = await teardown(context)
    await closeLeaks(context)
    context.phase = 'over'
    for (const port of context.ports.values()) giveBackPort(port)
    context.recorder.close()
    context.folder.remove()
    context.close()
  }
  return { ...(failure === undefined ? {} : { failure }), problems }
}

function handsOn(context: RunContext): ByHand {
  const instanceOf = (name: string): ActorInstance => {
    const instance = context.actors.get(name)?.[0]
    if (instance === undefined) throw new Error(`there is no actor “${name}”`)
    return instance
  }
  return {
    async start(name, spectator) {
      // A start has the time of a step.
      context.stepBegan = context.clock.micros()
      return begin(context, instanceOf(name), (port) => seenLane(port, spectator))
    },
    actor: (name) => instanceOf(name).actor,
    idle: (signal) => becomesIdle(context, signal),
    micros: () => context.clock.micros(),
  }
}
