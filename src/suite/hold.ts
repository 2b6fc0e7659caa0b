import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import net from 'node:net'
import os from 'node:os'
import { socketNameSize } from '../kernel/abstract-names.ts'
import { linkOf } from '../kernel/proc.ts'
import type { Holder, HolderPlace } from '../model/progress.ts'

/** Who holds, and what to do when another holds a name: called when the waiting begins, again when it is known who that is, and when it is over. */
export interface Holding {
  readonly self: HolderPlace
  waits?(name: string, by?: Holder): void
  waitsNoMore?(): void
}

/**
 * Holds these names against every other run of this user on this machine, and waits while another has one; answers what lets go of them.
 * Each is an abstract socket on which its holder listens: who waits is connected to it, and wakes when the kernel closes that, also after
 * SIGKILL of the holder, who says who it is. Everybody takes names in their order, so that no two wait for each other. Where there are no abstract sockets
 * (unix(7): only Linux has them), nothing is held. An abort ends the waiting.
 */
export async function hold(names: readonly string[], signal: AbortSignal, holding?: Holding): Promise<() => void> {
  const held: (() => void)[] = []
  // All scenarios of a run may wait at once.
  setMaxListeners(0, signal)
  for (const name of [...new Set(names)].sort()) {
    const release = await holdOne(name, signal, holding)
    if (release !== undefined) held.push(release)
  }
  return () => {
    for (const release of held) release()
  }
}

/** Filled up with zero bytes, as Node 20 does by itself, so that runs on every Node mean the same name. */
function pathOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 32)
  return `\0scenario-uses-${os.userInfo().uid}-${hash}`.padEnd(socketNameSize, '\0')
}

async function holdOne(name: string, signal: AbortSignal, holding?: Holding): Promise<(() => void) | undefined> {
  const path = pathOf(name)
  let waited = false
  try {
    while (!signal.aborted) {
      const listening = await listen(path, introduction(holding?.self))
      if (listening !== 'taken') return listening
      if (!waited) holding?.waits?.(name)
      waited = true
      await untilClosed(path, signal, (by) => holding?.waits?.(name, by))
    }
    return undefined
  } finally {
    if (waited) holding?.waitsNoMore?.()
  }
}

/** What ends the listening; undefined where it cannot be. */
function listen(path: string, introduction: string): Promise<(() => void) | 'taken' | undefined> {
  const waiting = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    waiting.add(socket)
    socket.on('error', () => {}).on('close', () => waiting.delete(socket))
    socket.write(introduction)
  })
  return new Promise((resolve) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code === 'EADDRINUSE' ? 'taken' : undefined))
    server.listen({ path, exclusive: true }, () => {
      server.unref()
      resolve(() => {
        server.close()
        for (const socket of waiting) socket.destroy()
      })
    })
  })
}

/** Connected to the holder until it lets go, or is gone already. */
function untilClosed(path: string, signal: AbortSignal, known: (by: Holder) => void): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect({ path })
    const giveUp = (): void => void socket.destroy()
    signal.addEventListener('abort', giveUp)
    let line = ''
    socket
      .setEncoding('utf8')
      .on('error', () => {})
      .on('close', () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      })
      .on('data', (text: string) => {
        if (line.endsWith('\n') || line.length > longest) return
        line += text
        const by = line.endsWith('\n') ? readIntroduction(line) : undefined
        if (by !== undefined) known(by)
      })
  })
}

/** Characters that a holder may say about itself. */
const longest = 10_000

/** One line of JSON, with the pid as /proc knows it. */
function introduction(self: Holding['self'] | undefined): string {
  const pid = Number(linkOf('/proc/self'))
  return `${JSON.stringify({ ...self, ...(pid > 0 && { pid }) })}\n`
}

/** Anybody may hold a name, so it may be anything. */
function readIntroduction(line: string): Holder | undefined {
  try {
    const { pid, folder, file } = JSON.parse(line) as Record<string, unknown>
    if (typeof folder !== 'string' || typeof file !== 'string') return undefined
    return { folder, file, ...(typeof pid === 'number' && { pid }) }
  } catch {
    return undefined
  }
}
