import { AsyncLocalStorage, createHook, type AsyncHook } from 'node:async_hooks'

/** What code from outside has open now, and a handler for its uncaught errors. */
export interface OpenHandles {
  /** Whose they are, for messages. */
  readonly who: string
  readonly open: Map<number, Held>
  /** Nothing that is opened from now on counts. */
  over: boolean
  onUncaught(error: unknown): void
}

interface Held {
  readonly type: string
  readonly resource: { readonly fd?: number; hasRef?(): boolean; close?(): void }
}

/** What may outlive its owner, and how messages call it. */
const names: Readonly<Record<string, string>> = {
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

const storage = new AsyncLocalStorage<OpenHandles>()
const byNumber = new Map<number, OpenHandles>()
let watching = 0
let hook: AsyncHook | undefined

/** Begins to keep account. It costs time at every promise, so that it is done for plugins from outside alone. */
export function trackHandles(who: string, onUncaught: (error: unknown) => void): OpenHandles {
  watching += 1
  hook ??= createHook({
    init(number, type, _trigger, resource) {
      if (names[type] === undefined) return
      const openHandles = storage.getStore()
      if (openHandles === undefined || openHandles.over) return
      openHandles.open.set(number, { type, resource })
      byNumber.set(number, openHandles)
    },
    destroy(number) {
      const openHandles = byNumber.get(number)
      if (openHandles === undefined) return
      byNumber.delete(number)
      openHandles.open.delete(number)
    },
  })
  hook.enable()
  return { who, open: new Map(), over: false, onUncaught }
}

/** Whatever `work` opens, and whatever comes of it later, is on this account. */
export const onAccountOf = <T>(openHandles: OpenHandles, work: () => T): T => storage.run(openHandles, work)

/** On whose account the code runs that runs now. */
export const accountNow = (): OpenHandles | undefined => storage.getStore()

/** An error was thrown and not caught; true when its owner is known, and has received it. */
export function uncaught(error: unknown): boolean {
  const openHandles = storage.getStore()
  openHandles?.onUncaught(error)
  return openHandles !== undefined
}

/** Closes what is still open, and answers with its names. */
export async function closeHandles(openHandles: OpenHandles): Promise<string[]> {
  const left = await closeOpen(openHandles)
  openHandles.over = true
  watching -= 1
  if (watching === 0) hook?.disable()
  return left
}

/** The same in between: the account goes on. */
export async function closeOpen(openHandles: OpenHandles): Promise<string[]> {
  // Node reports a closed handle a turn later.
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve))
  const left: string[] = []
  for (const [number, { type, resource }] of openHandles.open) {
    byNumber.delete(number)
    // The standard streams have no owner; Node opens them when they are first looked at.
    const standard = typeof resource.fd === 'number' && resource.fd >= 0 && resource.fd <= 2
    if (standard || resource.hasRef?.() === false) continue
    left.push(names[type] ?? type)
    try {
      if (type === 'Timeout') clearTimeout(resource as NodeJS.Timeout)
      else resource.close?.()
    } catch {
      // What cannot be closed has been named.
    }
  }
  openHandles.open.clear()
  return left
}
