import type { Actor, LaneEvent } from '../model/actor.ts'
import type { ActorKind } from '../model/plugin.ts'
import { eventOf } from '../registry/events.ts'
import type { Wrong } from './finding.ts'
import type { TestLane } from './lane.ts'
import { call, reach } from './sockets.ts'

export interface Lifetime {
  /** Waits for something of the actor's, and throws when it has not ended soon. */
  within<T>(what: string, work: () => Promise<T>): Promise<T>
  readonly lane: TestLane
  readonly starting: Promise<Actor>
  /** Remembers an actor that must be stopped whatever happens. */
  stop(actor: Actor): Promise<void>
}

export type Lifecycle = (lifetime: Lifetime) => Promise<Wrong>
/** Plays one life; answers with what was wrong with it. */
export type Live = (living: Lifecycle) => Promise<Wrong>

interface Rule {
  readonly rule: string
  /** It can be tried only where it starts. */
  readonly started: boolean
  readonly lifetime: Lifecycle
}

/** Further lives, each ended in another way. */
export const lifecycles: readonly Rule[] = [
  {
    rule: 'can be stopped twice, and asked afterwards',
    started: true,
    lifetime: async ({ starting, stop, within }) => {
      const actor = await within('start()', () => starting)
      await stop(actor)
      await stop(actor)
      actor.facts()
      return stateOf(actor)
    },
  },
  {
    rule: 'can be stopped while it stops',
    started: true,
    lifetime: async ({ starting, stop, within }) => {
      const actor = await within('start()', () => starting)
      await Promise.all([stop(actor), stop(actor)])
      return undefined
    },
  },
  { rule: 'ends its start when it is given up at once', started: false, lifetime: givenUp(0) },
  { rule: 'ends its start when it is given up a turn later', started: false, lifetime: givenUp(1) },
  { rule: 'ends its start when it is given up some turns later', started: false, lifetime: givenUp(5) },
  {
    rule: 'stops with callers that are still there',
    started: true,
    lifetime: async ({ starting, stop, within }) => {
      const actor = await within('start()', () => starting)
      const { port } = actor.facts()
      const callers = typeof port === 'number' && port > 0 ? await call(port) : []
      await stop(actor)
      for (const caller of callers) caller.destroy()
      return undefined
    },
  },
  {
    rule: 'stops after it was closed',
    started: true,
    lifetime: async ({ starting, stop, within }) => {
      const actor = await within('start()', () => starting)
      if (actor.close !== undefined) await within('close()', async () => actor.close?.())
      await stop(actor)
      return undefined
    },
  },
  {
    rule: 'reports that a caller has reset its connection',
    started: true,
    lifetime: async (lifetime) => reportsReset(lifetime),
  },
]

function givenUp(turns: number): Lifecycle {
  return async ({ lane, starting, stop, within }) => {
    for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => void setImmediate(resolve))
    lane.abort()
    // A start that is given up may end either way, and soon.
    const actor = await within('start(), given up,', () => starting.catch(() => undefined))
    if (actor !== undefined) await stop(actor)
    return undefined
  }
}

/** Milliseconds that something is waited for which may never come. */
const moment = 200

/** Waits until something is so, or a moment has passed. */
async function until(met: () => boolean): Promise<boolean> {
  const end = performance.now() + moment
  while (!met() && performance.now() < end) await new Promise((resolve) => void setImmediate(resolve))
  return met()
}

/**
 * The plain name of a server without output of its own means its only connection, but for events of its listening socket: those must
 * be known to be such.
 */
export function expectable(kind: ActorKind): Lifecycle {
  const lost = ({ name, silent, ends, did }: LaneEvent): boolean =>
    silent !== true && ends === undefined && did === undefined && eventOf(kind, name)?.ofListener !== true
  return async ({ lane, starting, stop, within }) => {
    const actor = await within('start()', () => starting)
    await until(() => lane.events.some(lost))
    await stop(actor)
    const event = lane.events.find(lost)
    return event === undefined
      ? undefined
      : {
          why: `no step can expect its event “${event.name}”: by its plain name it is looked for on a connection`,
          hint: `list it: events: [{ name: '${event.name}', ofListener: true }]`,
        }
  }
}

/** A server over TCP that has accepted a caller receives its RST as an error (ECONNRESET), and must report it. */
const reportsReset: Lifecycle = async ({ lane, starting, stop, within }) => {
  const actor = await within('start()', () => starting)
  const { port } = actor.facts()
  const caller = typeof port === 'number' && port > 0 ? await reach(port) : undefined
  if (caller === undefined || !(await until(() => lane.callers.length > 0))) {
    caller?.destroy()
    await stop(actor)
    return undefined
  }
  caller.resetAndDestroy()
  const events = lane.callers[0]?.events ?? []
  const isReset = ({ name, code }: LaneEvent): boolean => name === 'reset' || code === 'ECONNRESET'
  const hasRow = await until(() => events.some(isReset))
  await stop(actor)
  if (hasRow) return undefined
  const [instead] = events
  return {
    why: instead === undefined ? 'it reported nothing about an RST' : `it reported an RST as “${instead.name}”`,
    hint: "where its socket fails with ECONNRESET, report the event “reset” with ends: 'stream'",
  }
}

/** Throws when the work has not ended in time. */
export async function within<T>(patience: number, what: string, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} has not ended within ${patience / 1000} s`)), patience)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}

/** What is wrong with an actor's own account of itself. */
export function stateOf(actor: Actor): string | undefined {
  const state: unknown = actor.state()
  return typeof state === 'string' && state !== '' && !state.includes('\n')
    ? undefined
    : 'state() gives no short phrase'
}
