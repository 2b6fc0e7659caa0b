import { connect, type Socket } from 'node:net'
import { digitsOfWires, tenOf } from '../../../kernel/taken-ports.ts'

/**
 * Ports that differ from this one in their last digit only, those that nobody else draws first: whoever reads such a number in pieces
 * still reads another than the port, at most in the last piece.
 */
export function portsBeside(port: number, isTaken: (port: number) => boolean): number[] {
  const others = tenOf(port).filter((each) => each !== port && each < 65_536 && !isTaken(each))
  const isOfWires = (each: number): number => Number(digitsOfWires.includes(each % 10))
  return others.sort((one, other) => isOfWires(other) - isOfWires(one))
}

/** Where an actor listens, for one connection. */
export type Target = { readonly host: string; readonly port: number } | { readonly path: string }

const ignored = (): void => {}

/** Connects from the first of these ports that is free, or else from any; hands on the socket that connects, before anything happens to it. */
export function connectFrom(ports: readonly number[], target: Target, done: (socket: Socket) => void): void {
  const [localPort, ...others] = ports
  const own = localPort === undefined || 'path' in target ? {} : { localAddress: target.host, localPort }
  const socket = connect({ ...target, ...own, allowHalfOpen: true, noDelay: true })
  socket.on('error', ignored)
  // Node binds and connects in the next tick, and destroys at once what could not be bound.
  process.nextTick(() => {
    if (socket.destroyed && localPort !== undefined) return connectFrom(others, target, done)
    done(socket)
    socket.off('error', ignored)
  })
}
