import type { Actor, Facts, Traffic } from '../../model/actor.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import type { GuardContext } from '../context/run-context.ts'
import { behindWires } from '../context/wired.ts'
import { fault, isProblemError, kindOf, pluginError, thrownMessage } from './plugin-error.ts'
import { actAs, unguarded } from './owner.ts'

const actors = new WeakMap<Actor, Actor>()
const noFacts: Facts = {}

/** The actor as its own plugin made it, for the plugin's verbs. */
export const ownActor = (actor: Actor): Actor => actors.get(actor) ?? actor

/** What is wrong with what a kind calls an actor, in a few words; undefined when nothing is. */
export function mistakeInActor(actor: unknown): string | undefined {
  if (typeof actor !== 'object' || actor === null) return `what it started is ${actor === null ? 'null' : typeof actor}`
  for (const name of ['facts', 'state', 'stop'] as const)
    if (typeof (actor as Partial<Actor>)[name] !== 'function') return `what it started has no “${name}”`
  return undefined
}

/**
 * The same actor, guarded: whatever it throws or answers beyond its contract stops its scenario with the plugin named, and
 * the engine goes on with a harmless value.
 */
export function guardActor(context: GuardContext, instance: ActorInstance, name: string, actor: Actor): Actor {
  const owner = actAs(context, instance)
  if (owner === unguarded) return wired(context, actor)
  const guard = guardFor(context, instance, name, owner)
  // A spread would read the getters once, so the rest is added to the object that has them.
  const guarded = Object.assign(
    guardRequired(guard, actor),
    guardActions(guard, actor),
    guardQuestions(guard, actor),
    guardEnds(guard, actor),
  )
  actors.set(guarded, actor)
  return wired(context, guarded)
}

function wired(context: GuardContext, actor: Actor): Actor {
  const behind = behindWires(context, actor)
  if (behind !== actor) actors.set(behind, ownActor(actor))
  return behind
}

/** How the engine calls one actor of a plugin. */
interface Guard {
  readonly owner: <T>(work: () => T) => T
  /** Answers `otherwise` when the question throws, and names the plugin. */
  readonly ask: <T>(what: string, question: () => T, otherwise: T) => T
  /** The same for what changes something, which may also refuse with a problem for the step. */
  readonly act: <T>(what: string, deed: () => T, otherwise: T) => T
  /** The plugin answered with something of another shape. */
  readonly wrongAnswer: (what: string, answer: unknown) => void
  /** The same where the scenario goes on: `state()` is asked for reports only. */
  readonly askState: (question: () => unknown) => string
}

function guardFor(context: GuardContext, instance: ActorInstance, name: string, owner: Guard['owner']): Guard {
  const threw = (what: string, error: unknown): string =>
    `${kindOf(context, instance)} threw in ${what} of “${name}”: ${thrownMessage(error)}`
  const answered = (what: string, answer: unknown): string =>
    `${kindOf(context, instance)} answered ${what} of “${name}” with ${nature(answer)}`
  const blame = (message: string): void => pluginError(context, message, { lane: name })
  return {
    owner,
    ask: (what, question, otherwise) => {
      try {
        return question()
      } catch (error) {
        blame(threw(what, error))
        return otherwise
      }
    },
    act: (what, deed, otherwise) => {
      try {
        return owner(deed)
      } catch (error) {
        if (isProblemError(error)) throw error
        blame(threw(what, error))
        return otherwise
      }
    },
    wrongAnswer: (what, answer) => blame(answered(what, answer)),
    askState: (question) => {
      try {
        const state = question()
        if (typeof state === 'string') return state
        fault(context, answered('state()', state))
      } catch (error) {
        fault(context, threw('state()', error))
      }
      return 'in a state that its plugin cannot report'
    },
  }
}

/** What every actor has, and properties, which change while it lives. */
function guardRequired({ owner, ask, askState, wrongAnswer }: Guard, actor: Actor): Actor {
  return {
    facts() {
      const facts = ask('facts()', () => actor.facts(), noFacts)
      if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return facts
      wrongAnswer('facts()', facts)
      return noFacts
    },
    state: () => askState(() => actor.state()),
    stop: (how) => owner(() => actor.stop(how)),
    get grace() {
      const grace = ask('grace', () => actor.grace, undefined)
      return typeof grace === 'number' && grace >= 0 ? grace : undefined!
    },
    get typed() {
      return ask('typed', () => actor.typed === true, false)
    },
    get connectionless() {
      return ask('connectionless', () => actor.connectionless === true, false)
    },
    get paused() {
      return ask('paused', () => actor.paused === true, false)
    },
    get ends() {
      const ends = ask('ends', () => actor.ends, undefined)
      return typeof ends === 'object' && ends !== null ? ends : undefined!
    },
    get onward() {
      const onward = ask('onward', () => actor.onward, undefined)
      return typeof onward === 'object' && onward !== null ? onward : undefined
    },
  }
}

type Guarded = { -readonly [Name in keyof Actor]?: Actor[Name] }

/** What it does at once for a step, where it can. */
function guardActions({ act }: Guard, actor: Actor): Guarded {
  const guarded: Guarded = {}
  if (actor.send !== undefined) guarded.send = (bytes, how) => act('send()', () => actor.send?.(bytes, how), undefined)
  if (actor.encode !== undefined)
    guarded.encode = (bytes, type) => act('encode()', () => actor.encode?.(bytes, type) ?? bytes, bytes)
  if (actor.signal !== undefined)
    guarded.signal = (signal, how) => act('signal()', () => actor.signal?.(signal, how), undefined)
  if (actor.pause !== undefined) guarded.pause = (how) => act('pause()', () => actor.pause?.(how), undefined)
  if (actor.resume !== undefined) guarded.resume = () => act('resume()', () => actor.resume?.(), undefined)
  if (actor.set !== undefined)
    guarded.set = (option, value) => act('set()', () => actor.set?.(option, value), undefined)
  if (actor.look !== undefined) guarded.look = (event) => act('look()', () => actor.look?.(event), undefined)
  if (actor.watchScreen !== undefined)
    guarded.watchScreen = (seen) => act('watchScreen()', () => actor.watchScreen?.(seen), undefined)
  return guarded
}

/** What it answers about itself, where it knows. */
function guardQuestions({ ask, wrongAnswer }: Guard, actor: Actor): Guarded {
  const guarded: Guarded = {}
  if (actor.busy !== undefined) guarded.busy = () => ask('busy()', () => actor.busy?.() === true, false)
  if (actor.dueIn !== undefined)
    guarded.dueIn = () => {
      const due: unknown = ask('dueIn()', () => actor.dueIn?.(), undefined)
      return typeof due === 'number' && due >= 0 ? due : undefined
    }
  if (actor.pausesIn !== undefined)
    guarded.pausesIn = () => {
      const left: unknown = ask('pausesIn()', () => actor.pausesIn?.(), undefined)
      return typeof left === 'number' ? left : undefined
    }
  if (actor.traffic !== undefined)
    guarded.traffic = () => {
      const traffic: unknown = ask('traffic()', () => actor.traffic?.(), undefined)
      if (isTraffic(traffic)) return traffic
      wrongAnswer('traffic()', traffic)
      return noTraffic
    }
  if (actor.hasCaller !== undefined)
    guarded.hasCaller = (remote) => ask('hasCaller()', () => actor.hasCaller?.(remote) === true, false)
  if (actor.handshaking !== undefined)
    guarded.handshaking = () => {
      const callers: unknown = ask('handshaking()', () => actor.handshaking?.(), [])
      return Array.isArray(callers) ? callers : []
    }
  if (actor.screen !== undefined) guarded.screen = () => ask('screen()', () => actor.screen?.(), undefined)
  if (actor.processes !== undefined)
    guarded.processes = () => {
      const pids: unknown = ask('processes()', () => actor.processes?.(), [])
      return Array.isArray(pids) ? pids.filter((pid) => Number.isSafeInteger(pid)) : []
    }
  return guarded
}

/** How these end is waited for where their step is, which also receives what they reject with. */
function guardEnds({ owner }: Guard, actor: Actor): Guarded {
  const guarded: Guarded = {}
  if (actor.end !== undefined) guarded.end = () => owner(() => actor.end?.())
  if (actor.reset !== undefined) guarded.reset = () => owner(() => actor.reset?.())
  if (actor.exit !== undefined) guarded.exit = () => owner(async () => actor.exit?.())
  if (actor.close !== undefined) guarded.close = () => owner(async () => actor.close?.())
  return guarded
}

const noTraffic: Traffic = { read: 0, written: 0 }

const isTraffic = (value: unknown): value is Traffic =>
  typeof value === 'object' &&
  value !== null &&
  ['read', 'written'].every((count) => typeof (value as Readonly<Record<string, unknown>>)[count] === 'number')

const nature = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : value === undefined ? 'nothing' : `a ${typeof value}`
