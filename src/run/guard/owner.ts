import type { Plugin } from '../../model/plugin.ts'
import { restoreBuiltIns } from '../../registry/built-ins.ts'
import { isFromOutside } from '../../registry/load.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import type { RunSetup, RunOutcome, GuardContext } from '../context/run-context.ts'
import { closeHandles, onAccountOf, trackHandles, uncaught, type OpenHandles } from './open-handles.ts'
import { fault, kindOf, pluginError, thrownMessage } from './plugin-error.ts'

/** How our own kinds act: their handles are not counted. */
export const unguarded = <T>(work: () => T): T => work()
/** By run, and there by kind. */
const owners = new WeakMap<object, Map<string, OpenHandles>>()

/** Runs what a kind does so that everything it opens, and everything it throws later, is known to be its own. */
export function actAs(context: GuardContext, instance: ActorInstance): <T>(work: () => T) => T {
  if (pluginOf(context, instance) === undefined) return unguarded
  const openHandles = openHandlesOf(context, instance)
  return (work) => onAccountOf(openHandles, work)
}

/** The same for a start: what it changes of what all code uses is put right at once, since other scenarios may run beside this one. */
export function startAs(context: GuardContext, instance: ActorInstance): <T>(work: () => T) => T {
  const act = actAs(context, instance)
  if (act === unguarded) return act
  return (work) => {
    try {
      return act(work)
    } finally {
      putRight(context)
    }
  }
}

function putRight(context: RunOutcome): void {
  const changed = restoreBuiltIns()
  if (changed !== undefined) fault(context, changedBuiltIn(changed))
}

/** An actor’s name for messages, with the plugin that it comes from where that is not one of ours. */
export function nameOf(context: RunSetup, instance: ActorInstance): string {
  const plugin = pluginOf(context, instance)
  return plugin === undefined ? `“${instance.name}”` : `“${instance.name}” (of the plugin “${plugin.name}”)`
}

/** True for what a plugin from outside has made. */
export const isFromOutsider = (context: RunSetup, instance: ActorInstance): boolean =>
  pluginOf(context, instance) !== undefined

function pluginOf(context: RunSetup, instance: ActorInstance): Plugin | undefined {
  const contribution = context.registry.kinds.get(instance.declaration.kind)
  const plugin = context.registry.plugins.find(({ name }) => name === contribution?.plugin)
  return plugin !== undefined && isFromOutside(plugin) ? plugin : undefined
}

function openHandlesOf(context: GuardContext, instance: ActorInstance): OpenHandles {
  let all = owners.get(context)
  if (all === undefined) {
    owners.set(context, (all = new Map()))
    context.host.uncaughtHandlers?.add(uncaught)
  }
  const who = kindOf(context, instance)
  let openHandles = all.get(who)
  if (openHandles === undefined) {
    const blamed = (error: unknown) =>
      pluginError(context, `${who} threw an error that was not caught: ${thrownMessage(error)}`)
    all.set(who, (openHandles = trackHandles(who, blamed)))
  }
  return openHandles
}

export const changedBuiltIn = (name: string): string => `a plugin has changed ${name}, which all other code uses`

/** When everything has been taken down: what plugins from outside still have open is closed, what they changed is put right, and named. */
export async function closeLeaks(context: RunSetup & RunOutcome): Promise<void> {
  if (context.registry.plugins.some(isFromOutside)) putRight(context)
  for (const [who, openHandles] of owners.get(context) ?? [])
    for (const left of await closeHandles(openHandles)) fault(context, `${who} left ${left} open after it was stopped`)
}
