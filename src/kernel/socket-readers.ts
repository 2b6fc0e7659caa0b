import { waitsBy } from './calls.ts'
import { descriptorsOf, epollSet } from './descriptors.ts'
import { socketsOf } from './listening.ts'
import { linkOf, processIds, readProc, threadsOf } from './proc.ts'
import { quiet } from './quiet.ts'
import { unixSockets } from './tables.ts'

/** A thread that is blocked until there is something to read from a socket. */
interface Waiter {
  readonly pid: number
  readonly thread: string
  /** It is woken as long as there is something, and not only when more comes: so it has read all. */
  readonly level: boolean
}

/** Who reads some sockets in other processes. */
export class SocketReaders {
  readonly #pids: readonly number[]
  /** As the links of descriptors name them. */
  readonly #sockets: readonly string[]
  /** Who was found waiting for each of them last. */
  readonly #known = new Map<string, Waiter>()

  constructor(pids: readonly number[], inodes: Iterable<string>) {
    this.#pids = pids
    this.#sockets = [...inodes].map((inode) => `socket:[${inode}]`)
  }

  /**
   * Whether a thread waits for each of these sockets: `all` when what has arrived before has been read, `edge` when some are watched
   * edge-triggered (`epoll(7)`) and may have left something.
   */
  wait(): 'all' | 'edge' | undefined {
    let level = true
    for (const socket of this.#sockets) {
      const waiter = this.#waiterOf(socket)
      if (waiter === undefined) return undefined
      level &&= waiter.level
    }
    return level ? 'all' : 'edge'
  }

  /** How often those that wait had been switched in and out; the same as long as none of them has run. */
  counts(): string {
    return [...this.#known.values()]
      .map(({ pid, thread }) => (readProc(`/proc/${pid}/task/${thread}/status`) ?? '').split('\nvoluntary_').at(-1))
      .join()
  }

  /** True when no thread of theirs runs or waits for a disk. */
  asleep(): boolean {
    return quiet(this.#pids)?.asleep === true
  }

  #waiterOf(socket: string): Waiter | undefined {
    const known = this.#known.get(socket)
    const still = known && waiting(known.pid, known.thread, socket)
    const found = still ?? this.#search(socket)
    if (found !== undefined) this.#known.set(socket, found)
    return found
  }

  #search(socket: string): Waiter | undefined {
    for (const pid of this.#pids) {
      for (const thread of threadsOf(pid) ?? []) {
        const found = waiting(pid, thread, socket)
        if (found !== undefined) return found
      }
    }
    return undefined
  }
}

function waiting(pid: number, thread: string, socket: string): Waiter | undefined {
  // The number is decimal, arguments are hexadecimal; a running thread has only the word “running”.
  const words = readProc(`/proc/${pid}/task/${thread}/syscall`)?.split(' ') ?? []
  const how = waitsBy(Number(words[0]))
  if (how === undefined) return undefined
  const isIt = (fd: number): boolean => linkOf(`/proc/${pid}/fd/${fd}`) === socket
  const found = descriptorsOf(pid, how, words).find(isIt)
  if (found === undefined) return undefined
  return { pid, thread, level: how !== 'epoll' || epollSet(pid, Number(words[1]), false).includes(found) }
}

/**
 * Who has the socket with this inode; undefined where no other process shows that it does. Without `all` it is the youngest process that has
 * it: to look at all takes milliseconds.
 */
export function readersOf(inode: string, all = false): SocketReaders | undefined {
  const pids = holdersOf(new Set([inode]), all)
  return pids.length === 0 ? undefined : new SocketReaders(pids, [inode])
}

/**
 * Who has connections to a Unix socket at this path in other processes: all of these, since the system does not say which of them belongs to
 * which client. `here` when only this process has any, `pending` while one has not been accepted; undefined where the system does not show it.
 */
export function readersAt(path: string, all = false): SocketReaders | 'here' | 'pending' | undefined {
  const rows = unixSockets()?.filter((row) => row.path === path) ?? []
  if (rows.length === 0) return undefined
  if (rows.some(({ inode }) => inode === '0')) return 'pending'
  const own = socketsOf(process.pid)
  const foreign = rows.filter(({ inode }) => own?.has(inode) !== true)
  if (foreign.length === 0) return 'here'
  const connections = foreign.filter(({ listens }) => !listens).map(({ inode }) => inode)
  const pids = holdersOf(new Set(connections), all)
  return pids.length === 0 ? undefined : new SocketReaders(pids, connections)
}

/** Other processes that hold these sockets; without `all` only until each has been found, the youngest first. */
function holdersOf(inodes: ReadonlySet<string>, all: boolean): number[] {
  const left = new Set(inodes)
  const found: number[] = []
  for (const pid of (processIds() ?? []).toReversed()) {
    if (left.size === 0 && !all) break
    const held = pid === process.pid ? undefined : socketsOf(pid)
    if (held === undefined || ![...inodes].some((inode) => held.has(inode))) continue
    found.push(pid)
    for (const inode of held) left.delete(inode)
  }
  return found
}
