import { Socket } from 'node:net'
import { tcpQueues } from '../../kernel/tcp-queues.ts'
import { endsOf } from '../../text/hosts.ts'

/** The reader of what is written to a socket, at its other end. */
export class Reader {
  readonly #sink: Socket
  /** Its socket, when it is in this process; undefined before the first look. */
  #own: Socket | null | undefined
  /** Bytes that had arrived, or were about to, at the last look, and of which none was unread. */
  #unacknowledged: number | undefined

  constructor(sink: Socket) {
    this.#sink = sink
  }

  /** Something is written from now on. */
  written(): void {
    this.#unacknowledged = undefined
  }

  /** Bytes that it has not read yet; undefined where they cannot be counted: on another machine, over a Unix socket, without /proc. */
  unread(): number | undefined {
    if (this.#own === undefined) this.#own = ownSocket(this.#sink)
    if (this.#own !== null) return this.#own.destroyed ? 0 : this.#sink.bytesWritten - this.#own.bytesRead
    const queues = tcpQueues(endsOf(this.#sink))
    if (queues?.unread === undefined) return undefined
    const { unsent, unread } = queues
    // What is read and not acknowledged yet is the same at the next look; an acknowledgement may be 40 ms late (RFC 1122, 4.2.3.2).
    const onItsWay = unread > 0 || unsent !== this.#unacknowledged ? unsent : 0
    this.#unacknowledged = unread > 0 ? undefined : unsent
    return onItsWay + unread
  }
}

/** True while the kernel has bytes from the source that have not been read here. */
export function moreIsComing(source: Socket): boolean {
  const { local, remote } = endsOf(source)
  if (local === undefined || remote === undefined) return false
  const own = ownSocket(source)
  if (own !== null) return own.writableLength > 0 || own.bytesWritten > source.bytesRead
  const queues = tcpQueues({ local: remote, remote: local })
  return queues !== undefined && queues.unsent + (queues.unread ?? 0) > 0
}

/** The other end in this process, as most are: it counts what it has read, and the kernel’s tables take milliseconds to read. */
function ownSocket(socket: Socket): Socket | null {
  const handles = (process as unknown as { _getActiveHandles?(): unknown[] })._getActiveHandles?.() ?? []
  const found = handles.find(
    (handle) =>
      handle instanceof Socket &&
      handle.localPort !== undefined &&
      handle.localPort === socket.remotePort &&
      handle.remotePort === socket.localPort,
  )
  return (found as Socket | undefined) ?? null
}
