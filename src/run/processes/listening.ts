import { readdirSync } from 'node:fs'
import { paddedInTable, unpadded } from '../abstract/names.ts'
import { linkOf, processIds } from './proc.ts'
import { socketsIn } from './tables.ts'

/** What is looked for in the kernel's tables. A path is a Unix socket's; `@name` an abstract one. */
export type Listening = { readonly port: number } | { readonly udp: number } | { readonly path: string }

/** A socket that listens, or for UDP one that is bound. */
export interface Listener {
  readonly inode: string
  /** The address that reaches it; absent for a path. */
  readonly host?: string
}

const acceptsConnections = 0x10000 // __SO_ACCEPTCON in a row's flags, include/uapi/linux/net.h

/** Sockets that listen there now, whoever owns them; undefined where there are no tables. Nothing is connected to. */
export function listeners(wanted: Listening): readonly Listener[] | undefined {
  if ('path' in wanted) return socketsIn('unix')?.flatMap((row) => onPath(row, wanted.path))
  const [name, port] = 'port' in wanted ? (['tcp', wanted.port] as const) : (['udp', wanted.udp] as const)
  const rows = socketsIn(name)
  const found = rows?.flatMap((row) => onPort(row, port))
  // One that listens for both families stands in the second table alone.
  return found?.length === 0 ? (socketsIn(`${name}6`) ?? []).flatMap((row) => onPort(row, port)) : found
}

/** Where these processes listen now: ports, or paths of Unix sockets; nothing where the system does not tell. */
export function listeningOf(pids: readonly number[], table: 'tcp' | 'udp' | 'unix'): readonly string[] {
  const held = new Set(pids.flatMap((pid) => [...(socketsOf(pid) ?? [])]))
  const rows = [...(socketsIn(table) ?? []), ...(table === 'unix' ? [] : (socketsIn(`${table}6`) ?? []))]
  const places = rows.flatMap((row) => {
    if (table === 'unix')
      return held.has(row[6] ?? '')
        ? onPath(row, row.slice(7).join(' ')).map(() => unpadded(row.slice(7).join(' ')))
        : []
    return held.has(row[9] ?? '') ? [String(Number.parseInt(row[1]?.split(':')[1] ?? '', 16))] : []
  })
  return [...new Set(places)]
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

// sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
function onPort(row: readonly string[], port: number): Listener[] {
  const [, local = '', , , , , , , , inode = ''] = row
  const [address = '', hex = ''] = local.split(':')
  if (Number.parseInt(hex, 16) !== port) return []
  return [{ inode, host: hostOf(address) }]
}

// Num RefCount Protocol Flags Type St Inode Path
function onPath(row: readonly string[], path: string): Listener[] {
  const [, , , flags = '0', , , inode = '', ...rest] = row
  return (Number.parseInt(flags, 16) & acceptsConnections) !== 0 &&
    (rest.join(' ') === path || (path.startsWith('@') && rest.join(' ') === paddedInTable(path)))
    ? [{ inode }]
    : []
}

/** Every address listens on loopback too; of the others, the address itself in the usual notation. */
function hostOf(hex: string): string {
  const words = hex.match(/.{8}/g) ?? []
  const bytes = words.flatMap((word) => word.match(/../g)?.reverse() ?? []).map((byte) => Number.parseInt(byte, 16))
  if (bytes.length === 4) return bytes.every((byte) => byte === 0) ? '127.0.0.1' : bytes.join('.')
  if (bytes.every((byte) => byte === 0)) return '::1'
  const groups = Array.from({ length: 8 }, (_, at) =>
    ((bytes[at * 2] ?? 0) * 256 + (bytes[at * 2 + 1] ?? 0)).toString(16),
  )
  return groups.join(':').replace(/(^|:)0(:0)+(:|$)/, '::')
}
