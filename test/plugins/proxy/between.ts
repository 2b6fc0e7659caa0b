import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import plugin from '../../../plugins/proxy/index.ts'
import { proxy } from '../../../plugins/proxy/proxy.ts'
import { runVerb, startActors } from '../fake-lane.ts'
import { Peer } from './peer.ts'

export const actors = startActors()

function closed(opened: { destroy(): void }): void {
  onTestFinished(() => opened.destroy())
}

/** A server, and each of its callers by their number from 1. */
export async function listening(path?: string) {
  const callers: Peer[] = []
  const waiting: (() => void)[] = []
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    closed(socket)
    callers.push(new Peer(socket))
    for (const look of waiting.splice(0)) look()
  })
  await new Promise<void>((resolve) =>
    path === undefined ? server.listen(0, '127.0.0.1', resolve) : server.listen(path, resolve),
  )
  const close = () => void server.close()
  closed({ destroy: close })
  const address = server.address()
  const caller = async (number: number): Promise<Peer> => {
    while (callers[number - 1] === undefined) await new Promise<void>((resolve) => waiting.push(resolve))
    return callers[number - 1] as Peer
  }
  return { port: typeof address === 'object' && address !== null ? address.port : 0, caller, close }
}

export async function dial(port: unknown): Promise<Peer> {
  const socket: Socket = connect({ port: port as number, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  closed(socket)
  return new Peer(socket)
}

/** A server with a proxy in front of it, which has these faults. */
export async function between(options: object = {}, ...faults: unknown[]) {
  const server = await listening()
  const { actor, lane } = await actors.start(proxy, { port: server.port, ...options }, 'proxy')
  const fault = (written: unknown) => runVerb(plugin.actors?.proxy?.verbs?.fault, actor, written)
  for (const each of faults) await fault(each)
  return { actor, lane, fault, server, dial: () => dial(actor.facts().port) }
}

/** The same with a client that is connected through it. */
export async function through(options: object = {}, ...faults: unknown[]) {
  const all = await between(options, ...faults)
  const client = await all.dial()
  return { ...all, client, caller: await all.server.caller(1) }
}
