import type { Actor, Facts, Traffic } from '../../model/actor.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import type { GuardContext } from '../context/run-context.ts'
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
 * The same actor behind one wall: whatever it throws or answers beyond its contract stops its scenario with the plugin named, and
 * the engine goes on with a harmless value.
 */
export function guardActor(context: GuardContext, instance: ActorInstance, name: string, actor: Actor): Actor {
  const owner = actAs(context, instance)
  if (owner === unguarded) return actor
  const blame = (what: string, error: unknown): void =>
    pluginError(context, `${kindOf(context, instance)} threw in ${what} of “${name}”: ${thrownMessage(error)}`, {
      lane: name,
    })
  const ask = <T>(what: string, question: () => T, otherwise: T): T => {
    try {
      return question()
    } catch (error) {
      blame(what, error)
      return otherwise
    }
  }
  const act = <T>(what: string, deed: () => T, otherwise: T): T => {
    try {
      return owner(deed)
    } catch (error) {
      if (isProblemError(error)) throw error
      blame(what, error)
      return otherwise
    }
  }
  const guarded: { -readonly [Name in keyof Actor]: Actor[Name] } = {
    facts() {
      const facts = ask('facts()', () => actor.facts(), noFacts)
      if (typeof facts === 'object' && facts !== null && !Array.isArray(facts)) return facts
      pluginError(context, `${kindOf(context, instance)} answered facts() of “${name}” with ${nature(facts)}`, {
        lane: name,
      })
      return noFacts
    },
    state() {
      try {
        const state: unknown = actor.state()
        if (typeof state === 'string') return state
        fault(context, `${kindOf(context, instance)} answered state() of “${name}” with ${nature(state)}`)
      } catch (error) {
        fault(context, `${kindOf(context, instance)} threw in state() of “${name}”: ${thrownMessage(error)}`)
      }
      return 'in a state that its plugin cannot report'
    },
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
  if (actor.send !== undefined) guarded.send = (bytes, how) => act('send()', () => actor.send?.(bytes, how), undefined)
  if (actor.encode !== undefined)
    guarded.encode = (bytes, type) => act('encode()', () => actor.encode?.(bytes, type) ?? bytes, bytes)
  if (actor.signal !== undefined)
    guarded.signal = (signal, how) => act('signal()', () => actor.signal?.(signal, how), undefined)
  if (actor.pause !== undefined) guarded.pause = () => act('pause()', () => actor.pause?.(), undefined)
  if (actor.resume !== undefined) guarded.resume = () => act('resume()', () => actor.resume?.(), undefined)
  if (actor.set !== undefined)
    guarded.set = (option, value) => act('set()', () => actor.set?.(option, value), undefined)
  if (actor.look !== undefined) guarded.look = (event) => act('look()', () => actor.look?.(event), undefined)
  if (actor.busy !== undefined) guarded.busy = () => ask('busy()', () => actor.busy?.() === true, false)
  if (actor.dueIn !== undefined)
    guarded.dueIn = () => {
      const due: unknown = ask('dueIn()', () => actor.dueIn?.(), undefined)
      return typeof due === 'number' && due >= 0 ? due : undefined
    }
  if (actor.traffic !== undefined)
    guarded.traffic = () => {
      const traffic: unknown = ask('traffic()', () => actor.traffic?.(), undefined)
      if (isTraffic(traffic)) return traffic
      pluginError(context, `${kindOf(context, instance)} answered traffic() of “${name}” with ${nature(traffic)}`, {
        lane: name,
      })
      return noTraffic
    }
  if (actor.hasCaller !== undefined)
    guarded.hasCaller = (remote) => ask('hasCaller()', () => actor.hasCaller?.(remote) === true, false)
  if (actor.processes !== undefined)
    guarded.processes = () => {
      const pids: unknown = ask('processes()', () => actor.processes?.(), [])
      return Array.isArray(pids) ? pids.filter((pid) => Number.isSafeInteger(pid)) : []
    }
  // How these end is waited for where their step is, which also receives what they reject with.
  if (actor.end !== undefined) guarded.end = () => owner(() => actor.end?.())
  if (actor.reset !== undefined) guarded.reset = () => owner(() => actor.reset?.())
  if (actor.exit !== undefined) guarded.exit = () => owner(async () => actor.exit?.())
  if (actor.close !== undefined) guarded.close = () => owner(async () => actor.close?.())
  actors.set(guarded, actor)
  return guarded
}

const noTraffic: Traffic = { read: 0, written: 0 }

const isTraffic = (value: unknown): value is Traffic =>
  typeof value === 'object' &&
  value !== null &&
  ['read', 'written'].every((count) => typeof (value as Readonly<Record<string, unknown>>)[count] === 'number')

const nature = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : value === undefined ? 'nothing' : `a ${typeof value}`
