import { AsyncLocalStorage } from 'node:async_hooks'
import type { Plugin } from '../model/plugin.ts'

/** What is known of the code of one plugin's file: it goes on after it was loaded, with timers and promises of its own. */
export interface Account {
  /** The first error that it threw and did not catch. */
  thrown?: { readonly error: unknown }
  /** True once it has had a turn of the event loop to throw. */
  settled: boolean
  /** It is a configuration, not a plugin. */
  isConfiguration?: true
  readonly listeners: Set<(error: unknown) => void>
}

const storage = new AsyncLocalStorage<Account>()
const byFile = new Map<string, Account>()
const byPlugin = new WeakMap<Plugin, Account>()

export function accountOf(file: string): Account {
  let account = byFile.get(file)
  if (account === undefined) byFile.set(file, (account = { settled: false, listeners: new Set() }))
  return account
}

/** The file is going to be loaded anew: what its code did before does not count any more. */
export const forgetAccount = (file: string): void => void byFile.delete(file)

/** Of the code that runs now, where it came of loading a file. */
export const accountNow = (): Account | undefined => storage.getStore()

/** Whatever comes of this work later is known to be that plugin's. */
export const onAccountOf = <T>(account: Account, work: () => T): T => storage.run(account, work)

export const nameAccount = (plugin: Plugin, account: Account): void => void byPlugin.set(plugin, account)

/** An error was thrown and not caught; true when it came of loading a plugin, which is blamed for it. */
export function uncaughtInPlugin(error: unknown): boolean {
  const account = storage.getStore()
  if (account === undefined) return false
  account.thrown ??= { error }
  for (const listener of account.listeners) listener(error)
  return true
}

/** Receives the uncaught errors of these plugins, until the answer is called. */
export function onUncaughtInPlugins(
  plugins: readonly Plugin[],
  thrown: (plugin: Plugin, error: unknown) => void,
): () => void {
  const undo: (() => void)[] = []
  for (const plugin of plugins) {
    const account = byPlugin.get(plugin)
    if (account === undefined) continue
    const listener = (error: unknown): void => thrown(plugin, error)
    account.listeners.add(listener)
    undo.push(() => void account.listeners.delete(listener))
  }
  return () => {
    for (const each of undo) each()
  }
}
