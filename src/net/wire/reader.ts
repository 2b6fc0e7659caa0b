import { Socket } from 'node:net'
import { readersAt, readersOf, type SocketReaders } from '../../kernel/socket-readers.ts'
import { tcpQueues } from '../../kernel/tcp-queues.ts'
import { endsOf } from '../../text/hosts.ts'

/** Turns of the event loop in which one in this process has read. */
const turns = 3
/** After so many looks, and then twice as many, one that sleeps is asked about in the tables: it may read in a way that does not show. */
const doubted = 28

/** The reader of what is written to a socket, at its other end. */
export class Reader {
  readonly #sink: Socket
  readonly #path: string | undefined
  /** Its socket, when it is in this process; undefined before the first look. */
  #own: Socket | null | undefined
  /** Who it is in another process, once that is known. */
  #others: SocketReaders | undefined
  /** How often they had run before the last write. */
  #counts: string | undefined
  #looks = 0
  #doubtedAt = doubted
  /** Bytes that had arrived, or were about to, at the last look, and of which none was unread. */
  #unacknowledged: number | undefined

  /** `path`: of the Unix socket that the sink is connected to. */
  constructor(sink: Socket, path?: string) {
    this.#sink = sink
    this.#path = path
  }

  /** True when a look takes microseconds: the kernel walks through all its connections for its tables. */
  get isQuick(): boolean {
    return this.#others !== undefined
  }

  /** Something is about to be written. */
  writing(): void {
    this.#counts = this.#others?.counts()
  }

  /** Something is written from now on. */
  written(): void {
    this.#unacknowledged = undefined
    this.#looks = 0
    this.#doubtedAt = doubted
  }

  /** Bytes that it has not read yet, or 1 for any; undefined where they cannot be known: on another machine, without /proc. */
  unread(): number | undefined {
    if (this.#own === undefined) this.#own = ownSocket(this.#sink)
    if (this.#own !== null) return this.#own.destroyed ? 0 : this.#sink.bytesWritten - this.#own.bytesRead
    this.#looks += 1
    return this.#path === undefined ? this.#overTcp() : this.#overUnix(this.#path)
  }

  /** Twice in a row, since what is not acknowledged takes two looks. */
  #isDoubted(others: SocketReaders): boolean {
    if (this.#looks < this.#doubtedAt || !others.asleep()) return false
    if (this.#looks > this.#doubtedAt) this.#doubtedAt = this.#looks * 2
    return true
  }

  /** Who was waiting before has run since, so that it does not only seem to wait because it is about to be woken. */
  #haveRun(others: SocketReaders): boolean {
    return this.#counts !== others.counts()
  }

  #overTcp(): number | undefined {
    const others = this.#others
    if (others !== undefined && !this.#isDoubted(others)) {
      const wait = others.wait()
      if (wait === undefined) return 1
      if (wait === 'all' && this.#counts !== undefined && this.#haveRun(others)) return 0
    }
    const queues = tcpQueues(endsOf(this.#sink))
    if (queues?.unread === undefined) return undefined
    const { unsent, unread, inode } = queues
    if (inode !== undefined && (others === undefined || this.#looks >= doubted))
      this.#others = readersOf(inode, others !== undefined)
    // What is read and not acknowledged yet is the same at the next look; an acknowledgement may be 40 ms late (RFC 1122, 4.2.3.2).
    const onItsWay = unread > 0 || unsent !== this.#unacknowledged ? unsent : 0
    this.#unacknowledged = unread > 0 ? undefined : unsent
    return onItsWay + unread
  }

  /** What is written there has arrived at once. */
  #overUnix(path: string): number | undefined {
    const known = this.#others
    const others = known === undefined || this.#isDoubted(known) ? readersAt(path, known !== undefined) : known
    if (others === undefined) return undefined
    if (others === 'pending') return 1
    if (others === 'here') return this.#looks > turns ? 0 : 1
    this.#others = others
    const wait = others.wait()
    if (this.#haveRun(others) && (wait === 'all' || (wait === 'edge' && others.asleep()))) return 0
    // One that sleeps for so long reads nothing, or does so in a way that does not show.
    return this.#looks > doubted && others.asleep() ? 0 : 1
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
