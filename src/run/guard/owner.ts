import type { Plugin } from '../../model/plugin.ts'
import { mendBuiltIns } from '../../registry/built-ins.ts'
import { isFromOutside } from '../../registry/load.ts'
import type { Role } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import { closeHoldings, onAccountOf, openHoldings, strayed, type Holdings } from './holdings.ts'
import { fault, kindOf, misbehave, said } from './misbehave.ts'

/** How kinds of ours act: nobody keeps account of them. */
export const asIs = <T>(work: () => T): T => work()
/** By run, and there by kind. */
const owners = new WeakMap<Stage, Map<string, Holdings>>()

/** Runs what a kind does so that everything it opens, and everything it throws later, is known to be its own. */
export function actAs(stage: Stage, role: Role): <T>(work: () => T) => T {
  if (pluginOf(stage, role) === undefined) return asIs
  const holdings = holdingsOf(stage, role)
  return (work) => onAccountOf(holdings, work)
}

/** An actor’s name for messages, with the plugin that it comes from where that is not one of ours. */
export function nameOf(stage: Stage, role: Role): string {
  const plugin = pluginOf(stage, role)
  return plugin === undefined ? `“${role.name}”` : `“${role.name}” (of the plugin “${plugin.name}”)`
}

/** True for what a plugin from outside has made. */
export const isFromOutsider = (stage: Stage, role: Role): boolean => pluginOf(stage, role) !== undefined

function pluginOf(stage: Stage, role: Role): Plugin | undefined {
  const contribution = stage.registry.kinds.get(role.declaration.kind)
  const plugin = stage.registry.plugins.find(({ name }) => name === contribution?.plugin)
  return plugin !== undefined && isFromOutside(plugin) ? plugin : undefined
}

function holdingsOf(stage: Stage, role: Role): Holdings {
  let all = owners.get(stage)
  if (all === undefined) {
    owners.set(stage, (all = new Map()))
    stage.host.strays?.add(strayed)
  }
  const who = kindOf(stage, role)
  let holdings = all.get(who)
  if (holdings === undefined) {
    const blamed = (error: unknown) => misbehave(stage, `${who} threw what nobody caught: ${said(error)}`)
    all.set(who, (holdings = openHoldings(who, blamed)))
  }
  return holdings
}

export const changedBuiltIn = (name: string): string => `a plugin has changed ${name}, which all other code uses`

/** When everything has been taken down: what plugins from outside still have open is closed, what they changed is put right, and named. */
export async function closeLeaks(stage: Stage): Promise<void> {
  const changed = stage.registry.plugins.some(isFromOutside) ? mendBuiltIns() : undefined
  if (changed !== undefined) fault(stage, changedBuiltIn(changed))
  for (const [who, holdings] of owners.get(stage) ?? [])
    for (const left of await closeHoldings(holdings)) fault(stage, `${who} left ${left} open after it was stopped`)
}
