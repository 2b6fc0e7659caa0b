import { createHash } from 'node:crypto'
import net from 'node:net'
import os from 'node:os'
import { socketNameSize } from '../kernel/abstract-names.ts'

/**
 * Holds these names against every other run of this user on this machine, and waits while another has one; answers what lets go of them.
 * Each is an abstract socket on which its holder listens: who waits is connected to it, and wakes when the kernel closes that, also after
 * SIGKILL of the holder. Everybody takes names in their order, so that no two wait for each other. Where there are no abstract sockets
 * (unix(7): only Linux has them), nothing is held. An abort ends the waiting.
 */
export async function hold(names: readonly string[], signal: AbortSignal): Promise<() => void> {
  const held: (() => void)[] = []
  for (const name of [...new Set(names)].sort()) {
    const release = await holdOne(pathOf(name), signal)
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

async function holdOne(path: string, signal: AbortSignal): Promise<(() => void) | undefined> {
  while (!signal.aborted) {
    const listening = await listen(path)
    if (listening !== 'taken') return listening
    await untilClosed(path, signal)
  }
  return undefined
}

/** What ends the listening; undefined where it cannot be. */
function listen(path: string): Promise<(() => void) | 'taken' | undefined> {
  const waiting = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    waiting.add(socket)
    socket.on('error', () => {}).on('close', () => waiting.delete(socket))
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
function untilClosed(path: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const socket = net.connect({ path })
    const giveUp = (): void => void socket.destroy()
    signal.addEventListener('abort', giveUp)
    socket
      .on('error', () => {})
      .on('close', () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      })
      .resume()
  })
}
