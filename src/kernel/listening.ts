import { readdirSync } from 'node:fs'
import { paddedInTable, unpadded } from './abstract-names.ts'
import { linkOf, processIds } from './proc.ts'
import { listeningIn, portIn, unixSockets, type InternetRow } from './tables.ts'

/** What is looked for in the kernel's tables. A path is a Unix socket's; `@name` an abstract one. */
export type Listening = { readonly port: number } | { readonly udp: number } | { readonly path: string }

/** A socket that listens, or for UDP one that is bound. */
export interface ListeningSocket {
  readonly inode: string
  /** The address that reaches it; absent for a path. */
  readonly host?: string
}

/** Sockets that listen there now, of any owner; undefined where there are no tables. Nothing is connected to. */
export function listeners(wanted: Listening): readonly ListeningSocket[] | undefined {
  if ('path' in wanted) {
    const names = wanted.path.startsWith('@') ? [wanted.path, paddedInTable(wanted.path)] : [wanted.path]
    return unixSockets()?.filter(({ listens, path }) => listens && names.includes(path))
  }
  const [name, port] = 'port' in wanted ? (['tcp', wanted.port] as const) : (['udp', wanted.udp] as const)
  const on = (rows: readonly InternetRow[] | undefined) =>
    rows?.filter(({ local }) => portIn(local) === port).map(({ local, inode }) => ({ inode, host: addressOf(local) }))
  const found = on(listeningIn(name))
  // One that listens for both process trees stands in the second table alone.
  return found?.length === 0 ? (on(listeningIn(`${name}6`)) ?? []) : found
}

/** Where these processes listen now: ports, or paths of Unix sockets; nothing where the system does not show it. */
export function listeningOf(pids: readonly number[], table: 'tcp' | 'udp' | 'unix'): readonly string[] {
  const held = new Set(pids.flatMap((pid) => [...(socketsOf(pid) ?? [])]))
  const places =
    table === 'unix'
      ? (unixSockets() ?? [])
          .filter(({ inode, listens }) => listens && held.has(inode))
          .map(({ path }) => unpadded(path))
      : [...(listeningIn(table) ?? []), ...(listeningIn(`${table}6`) ?? [])]
          .filter(({ inode }) => held.has(inode))
          .map(({ local }) => String(portIn(local)))
  return [...new Set(places)]
}

/** Ports that are listened on now, or which are bound for UDP. */
export function portsInUse(): ReadonlySet<number> {
  const tables = ['tcp', 'tcp6', 'udp', 'udp6'] as const
  return new Set(tables.flatMap((table) => (listeningIn(table) ?? []).map(({ local }) => portIn(local))))
}

/** Sockets that a process holds, as the inodes that the tables name; undefined when it may not be asked. */
export function socketsOf(pid: number): ReadonlySet<string> | undefined {
  try {
    const sockets = readdirSync(`/proc/${pid}/fd`).map(
      (fd) => /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${fd}`) ?? '')?.[1],
    )
    return new Set(sockets.filter((inode) => inode !== undefined))
  } catch {
    return undefined
  }
}

/** Processes of this machine that hold one of these sockets, as far as they may be asked. */
export function ownersOf(inodes: ReadonlySet<string>): readonly number[] {
  if (inodes.size === 0) return []
  const holds = (pid: number): boolean => [...(socketsOf(pid) ?? [])].some((inode) => inodes.has(inode))
  return (processIds() ?? []).filter(holds)
}

/** The address of an end in the tables in the usual notation; every address listens on loopback, too. */
export function addressOf(end: string): string {
  const words = (end.split(':')[0] ?? '').match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) => word.match(/../g)?.reverse() ?? []).map((byte) => Number.parseInt(byte, 16))
  if (bytes.length === 4) return bytes.every((byte) => byte === 0) ? '127.0.0.1' : bytes.join('.')
  if (bytes.every((byte) => byte === 0)) return '::1'
  // IPv4 over a socket of IPv6.
  if (bytes.slice(0, 12).every((byte, at) => byte === (at < 10 ? 0 : 0xff))) return bytes.slice(12).join('.')
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0)).toString(16),
  )
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::')
}
