import { connect, createServer, type Server, type Socket } from 'node:net'

/** A server that listens and receives, for clients to connect to. */
export async function listen(): Promise<{ readonly port: number; close(): void }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** Three callers: one silent, one that talks, one that leaves at once. A kind need not listen there. */
export async function call(port: number): Promise<Socket[]> {
  const callers = [0, 1, 2].map(() => connect(port, '127.0.0.1').on('error', () => {}))
  await Promise.all(
    callers.map((caller) => new Promise((resolve) => caller.once('connect', resolve).once('close', resolve))),
  )
  callers[1]?.write('hello\r\n')
  callers[2]?.destroy()
  await new Promise((resolve) => void setImmediate(resolve))
  return callers
}

/** A caller that is connected; undefined where no server listens. */
export async function reach(port: number): Promise<Socket | undefined> {
  const caller = connect(port, '127.0.0.1').on('error', () => {})
  const connected = await new Promise<boolean>((resolve) =>
    caller.once('connect', () => resolve(true)).once('close', () => resolve(false)),
  )
  return connected ? caller : undefined
}
