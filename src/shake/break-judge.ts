import type { ActorAfterwards, MemoryState, OutcomeJudge, StepsAfterwards } from '../model/outcome-judge.ts'
import type { Failure } from '../model/result.ts'
import type { BreakKind, StreamName } from '../model/shake.ts'
import { MemoryWatch, mostGrowth } from './memory-watch.ts'
import type { RunWires } from './options.ts'

/** How actors are at the end of a run. */
export interface Afterwards {
  readonly actors: readonly (ActorAfterwards & { readonly serves: boolean })[]
  readonly steps: StepsAfterwards
}

/** Notes how the actors of a run are, and finds no fault with them. */
export class Observer implements OutcomeJudge {
  afterwards: Afterwards = { actors: [], steps: { skipped: new Set(), restarted: new Set() } }
  readonly #wires: RunWires

  constructor(wires: RunWires) {
    this.#wires = wires
  }

  /** No step is excused. */
  struck(): boolean {
    return false
  }

  failureOf(actors: readonly ActorAfterwards[], steps: StepsAfterwards): Failure | undefined {
    this.afterwards = {
      actors: actors.map((actor) => ({ ...actor, serves: actor.exit === undefined && this.#wires.serves(actor.name) })),
      steps,
    }
    return undefined
  }
}

/** What a run is compared with, and what was broken in it. */
export interface Expected {
  readonly control: Afterwards
  readonly what: BreakKind
  /** The stream that is broken. */
  readonly stream: StreamName
}

/** Finds fault with an actor that crashes, hangs, leaves, does not listen any more, or fills its memory. */
export class BreakJudge extends Observer {
  readonly #expected: Expected
  readonly #struck: () => boolean
  readonly #memory = new Map<string, MemoryWatch>()

  constructor(wires: RunWires, expected: Expected) {
    super(wires)
    this.#expected = expected
    this.#struck = wires.struck
    for (const actor of expected.control.actors)
      if (actor.memory !== undefined && sendsInto(actor, expected))
        this.#memory.set(actor.name, new MemoryWatch(actor.memory))
  }

  /** What only comes later excuses nothing. */
  override struck(): boolean {
    return this.#expected.what !== 'latency' && this.#struck()
  }

  memory(bytes: ReadonlyMap<string, number>, now: number): MemoryState | undefined {
    const found = [...this.#memory].map(([name, watch]) => watch.look(bytes.get(name) ?? 0, now))
    if (found.includes('full')) return 'full'
    return found.includes('grows') ? 'grows' : undefined
  }

  override failureOf(actors: readonly ActorAfterwards[], steps: StepsAfterwards): Failure | undefined {
    super.failureOf(actors, steps)
    for (const actor of this.afterwards.actors) {
      const wrong = wrongOf(actor, this.afterwards, this.#expected)
      if (wrong !== undefined)
        return { code: 'fails-when-broken', message: `“${actor.name}” ${wrong}`, lane: actor.name }
    }
    return undefined
  }
}

type Actor = Afterwards['actors'][number]

/** What one does that it must not, behind its name; undefined when it takes it well. */
function wrongOf(actor: Actor, { steps }: Afterwards, expected: Expected): string | undefined {
  const before = expected.control.actors.find(({ name }) => name === actor.name)
  if (actor.exit !== undefined) return wrongExit(actor, actor.exit, { before, steps, stream: expected.stream })
  if (before === undefined) return undefined
  if (before.serves && !actor.serves) return 'does not listen any more'
  const { memory = 0 } = actor
  const grows = before.memory !== undefined && memory - before.memory > mostGrowth
  if (grows && sendsInto(actor, expected))
    return `fills its memory: ${megabytes(memory)} instead of ${megabytes(before.memory ?? 0)}`
  return hangs(actor, before, steps, expected) ? hanging : undefined
}

const hanging = 'does not end, and waits for nothing that could come'

interface Leaving extends Pick<Expected, 'stream'>, Pick<Afterwards, 'steps'> {
  readonly before: Actor | undefined
}

function wrongExit(
  actor: Actor,
  exit: NonNullable<Actor['exit']>,
  { before, steps, stream }: Leaving,
): string | undefined {
  if (exit.expected) return undefined
  if (actor.crash !== undefined && before?.crash === undefined) return `has crashed: ${actor.crash}`
  if (exit.signal !== undefined && before?.exit?.signal === undefined) return `has been killed by ${exit.signal}`
  if (before?.serves === true) return `has ${exitText(exit)}`
  // One that ends by itself when all goes well may end now, too. A client that gives up says so by its exit.
  const endsAnyway = before?.exit !== undefined && !isActedOn(actor, steps)
  return isListener(actor, stream) && !endsAnyway ? `has ${exitText(exit)}` : undefined
}

/** Steps that were not run would have made it do something, in the life that it has had. */
const isActedOn = ({ name }: Actor, { skipped, restarted }: StepsAfterwards): boolean =>
  skipped.has(name) && !restarted.has(name)

/** Nobody reads what it sends. What only runs longer than before may need more memory for other reasons. */
const sendsInto = (actor: Actor, { what, stream }: Expected): boolean =>
  what === 'stop' && isListener(actor, stream) === (stream.direction === 'down')

const isListener = ({ name }: Actor, stream: StreamName): boolean => name === stream.actor

/** It would have ended, reads no input, and nobody but who is behind the broken connection would have done anything more for that. */
function hangs(actor: Actor, before: Actor, steps: StepsAfterwards, { what, stream }: Expected): boolean {
  const isBroken = what === 'reset' || what === 'half-close'
  const nobodyElse = [...steps.skipped].every((name) => name === stream.actor)
  const ends = before.exit !== undefined && !actor.state.endsWith('waits for input')
  return isBroken && ends && nobodyElse && !isListener(actor, stream)
}

const megabytes = (bytes: number): string => `${Math.round(bytes / (1 << 20))} MB`

const exitText = ({ code, signal }: NonNullable<ActorAfterwards['exit']>): string =>
  signal === undefined ? `exited ${code ?? ''}`.trimEnd() : `been killed by ${signal}`

/** What became of each actor, by its name. */
export const becameOf = (afterwards: Afterwards, expected: Expected): Readonly<Record<string, string>> =>
  Object.fromEntries(afterwards.actors.map((actor) => [actor.name, becameText(actor, afterwards, expected)]))

function becameText(actor: Actor, afterwards: Afterwards, expected: Expected): string {
  const { exit, crash, role, state } = actor
  if (exit !== undefined) return crash === undefined ? exitText(exit).replace('been ', '') : `crashed: ${crash}`
  // Another run has another port.
  if (role !== 'program') return state.replace(/ (?:to|on) \S+:\d+\b/g, '')
  const wrong = wrongOf(actor, afterwards, expected)
  if (wrong === undefined) return 'running'
  return wrong === hanging ? 'hangs' : wrong
}
