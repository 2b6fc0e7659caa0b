import { unixSockets } from './tables.ts'

/** `sun_path` has so many bytes (unix(7)), the first of which is zero. */
export const socketNameSize = 108

/** The two names that an abstract socket `@name` may have: as it is, and filled up with zero bytes, as Node 20 does. */
export type Spelling = 'exact' | 'padded'

/** As the kernel's table writes a padded name: a zero byte is an `@`. */
export const paddedInTable = (name: string): string =>
  name.padEnd(socketNameSize - (Buffer.byteLength(name) - name.length), '@')

/** How a path of the table is written by people. */
export const unpadded = (path: string): string =>
  path.startsWith('@') && Buffer.byteLength(path) === socketNameSize ? path.replace(/@+$/, '') : path

/** Under which of its names this abstract socket is in use now. */
export function spellingsInUse(name: string): ReadonlySet<Spelling> {
  const paths = new Set((unixSockets() ?? []).map(({ path }) => path))
  return new Set<Spelling>([
    ...(paths.has(name) ? (['exact'] as const) : []),
    ...(paths.has(paddedInTable(name)) ? (['padded'] as const) : []),
  ])
}
