import { isAbsolute, join, resolve } from 'node:path'
import { processes } from '../../../src/plugin.ts'
import { lsof } from './lsof.ts'
import type { Found, Watched } from './watch.ts'

type Listening = processes.Listening

/** Where a listening path stands: a bare name in the run's folder if the program was given it so, else in the program's own. */
function placesOf(wanted: Listening, watched: Pick<Watched, 'cwd' | 'tmp'>): readonly Listening[] {
  if (!('path' in wanted) || isAbsolute(wanted.path) || wanted.path.startsWith('@')) return [wanted]
  // The kernel's table has the path as the program gave it to bind(2).
  return [...new Set([wanted.path, resolve(watched.cwd, wanted.path), join(watched.tmp(), wanted.path)])].map(
    (path) => ({
      path,
    }),
  )
}

/** The place, while some process of the program listens there, found in the kernel's tables without connecting. Never rejects. */
export async function listeningAt(
  wanted: Listening,
  watched: Watched,
  strangers: ReadonlySet<string>,
): Promise<Found | undefined> {
  for (const place of placesOf(wanted, watched)) {
    const rows = processes.listeners(place)
    if (rows === undefined) {
      if (await lsof(place, watched.running.pid)) return factsOf(place)
      continue
    }
    const ours = rows.length === 0 ? undefined : rows.find(ownedBy(watched.processTree.pids(), strangers))
    if (ours !== undefined) return factsOf(place, ours.host)
  }
  return undefined
}

/** Those of its processes that listen there now; those whose sockets are hidden when one of them may. */
export function servingAt(
  wanted: Listening,
  watched: Pick<Watched, 'cwd' | 'tmp' | 'processTree'>,
  strangers: ReadonlySet<string>,
): readonly number[] {
  const rows = placesOf(wanted, watched).flatMap((place) => processes.listeners(place) ?? [])
  return rows.length === 0 ? [] : watched.processTree.pids().filter((pid) => rows.some(ownedBy([pid], strangers)))
}

function factsOf(place: Listening, host?: string): Found {
  if ('path' in place) return { path: place.path }
  return { port: 'port' in place ? place.port : place.udp, host: host ?? '127.0.0.1' }
}

// A process that has become another user hides its descriptors: then a row that was not there before the start must be its own.
function ownedBy(pids: readonly number[], strangers: ReadonlySet<string>): (row: processes.ListeningSocket) => boolean {
  const sockets = pids.map((pid) => processes.socketsOf(pid))
  const hidden = sockets.includes(undefined)
  return ({ inode }) => sockets.some((held) => held?.has(inode)) || (hidden && !strangers.has(inode))
}

/** Looks before the program starts: who listens there already is a stranger, until the program listens there beside it. */
export const strangersOn = (wanted: Listening): ReadonlySet<string> =>
  new Set((processes.listeners(wanted) ?? []).map(({ inode }) => inode))
