import { AsyncLocalStorage, createHook, type AsyncHook } from 'node:async_hooks'
import type { Plugin } from '../../model/plugin.ts'
import { isFromOutside } from '../../registry/load.ts'
import type { Role } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import { fault, kindOf, misbehave, said } from './misbehave.ts'

/** Who opened something: the actors of one kind in one run. Kept for plugins from outside only, since it costs time. */
interface Owner {
  readonly stage: Stage
  readonly who: string
  /** What is open now, by the number that Node gives it. */
  readonly open: Map<number, { readonly type: string; readonly resource: Closable }>
}

interface Closable {
  hasRef?(): boolean
  close?(): void
}

/** What may outlive its owner, and how messages call it. */
const kept: Readonly<Record<string, string>> = {
  Timeout: 'a timer',
  TCPWRAP: 'a socket',
  TCPSERVERWRAP: 'a listening socket',
  PIPEWRAP: 'a pipe',
  PIPESERVERWRAP: 'a listening pipe',
  UDPWRAP: 'a datagram socket',
  PROCESSWRAP: 'a program',
  FSEVENTWRAP: 'a watched file',
  STATWATCHER: 'a watched file',
}

const asIs = <T>(work: () => T): T => work()
const storage = new AsyncLocalStorage<Owner>()
const owners = new WeakMap<Stage, Map<string, Owner>>()
const byNumber = new Map<number, Owner>()
let watching = 0
let hook: AsyncHook | undefined

/** Runs what a kind does so that everything it opens, and everything it throws later, is known to be its own. */
export function actAs(stage: Stage, role: Role): <T>(work: () => T) => T {
  if (pluginOf(stage, role) === undefined) return asIs
  const owner = ownerOf(stage, role)
  return (work) => storage.run(owner, work)
}

/** An actor’s name for messages, with the plugin that it comes from where that is not one of ours. */
export function nameOf(stage: Stage, role: Role): string {
  const plugin = pluginOf(stage, role)
  return plugin === undefined ? `“${role.name}”` : `“${role.name}” (of the plugin “${plugin.name}”)`
}

function pluginOf(stage: Stage, role: Role): Plugin | undefined {
  const contribution = stage.registry.kinds.get(role.declaration.kind)
  const plugin = stage.registry.plugins.find(({ name }) => name === contribution?.plugin)
  return plugin !== undefined && isFromOutside(plugin) ? plugin : undefined
}

function ownerOf(stage: Stage, role: Role): Owner {
  let all = owners.get(stage)
  if (all === undefined) {
    owners.set(stage, (all = new Map()))
    watch()
    stage.host.strays?.add(taken)
  }
  const who = kindOf(stage, role)
  let owner = all.get(who)
  if (owner === undefined) all.set(who, (owner = { stage, who, open: new Map() }))
  return owner
}

function watch(): void {
  watching += 1
  hook ??= createHook({
    init(number, type, _trigger, resource) {
      if (kept[type] === undefined) return
      const owner = storage.getStore()
      if (owner === undefined || owner.stage.phase === 'over') return
      owner.open.set(number, { type, resource: resource as Closable })
      byNumber.set(number, owner)
    },
    destroy(number) {
      const owner = byNumber.get(number)
      if (owner === undefined) return
      byNumber.delete(number)
      owner.open.delete(number)
    },
  })
  hook.enable()
}

/**
 * Something was thrown that nobody caught. True when a plugin from outside has done it: its own scenario fails, and the others
 * go on.
 */
function taken(error: unknown): boolean {
  const owner = storage.getStore()
  if (owner === undefined) return false
  misbehave(owner.stage, `${owner.who} threw what nobody caught: ${said(error)}`)
  return true
}

/** When everything has been taken down: what plugins from outside still have open is closed, and named. */
export async function closeLeaks(stage: Stage): Promise<void> {
  const all = owners.get(stage)
  if (all === undefined) return
  // Node tells of what has gone one turn later.
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve))
  for (const owner of all.values()) {
    for (const [number, { type, resource }] of owner.open) {
      byNumber.delete(number)
      if (resource.hasRef?.() === false) continue
      fault(stage, `${owner.who} left ${kept[type]} open after it was stopped`)
      try {
        if (type === 'Timeout') clearTimeout(resource as NodeJS.Timeout)
        else resource.close?.()
      } catch {
        // What cannot be closed has been named.
      }
    }
    owner.open.clear()
  }
  watching -= 1
  if (watching === 0) hook?.disable()
}
