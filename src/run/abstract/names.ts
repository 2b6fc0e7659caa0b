import { createServer } from 'node:net'
import { randomUUID } from 'node:crypto'
import { socketsIn } from '../processes/tables.ts'

/** `sun_path` has so many bytes (unix(7)), the first of which is zero. */
const size = 108

/** The two names that an abstract socket `@name` may have: as it is, and filled up with zero bytes, as Node 20 does. */
export type Spelling = 'exact' | 'padded'

/** As the kernel's table writes a padded name: a zero byte is an `@`. */
export const paddedInTable = (name: string): string => name.padEnd(size - (Buffer.byteLength(name) - name.length), '@')

/** How a path of the table is written by people. */
export const unpadded = (path: string): string =>
  path.startsWith('@') && Buffer.byteLength(path) === size ? path.replace(/@+$/, '') : path

/** Which of its names somebody listens on now. */
export function listeningAs(name: string): ReadonlySet<Spelling> {
  const paths = new Set((socketsIn('unix') ?? []).map((row) => row.slice(7).join(' ')))
  return new Set<Spelling>([
    ...(paths.has(name) ? (['exact'] as const) : []),
    ...(paths.has(paddedInTable(name)) ? (['padded'] as const) : []),
  ])
}

let own: Promise<Spelling> | undefined

/** What this Node makes of `\0name`; tried once, on a name that nobody else has. */
export function ownSpelling(): Promise<Spelling> {
  return (own ??= new Promise((resolve) => {
    const name = `scenario-${randomUUID()}`
    const server = createServer().once('error', () => resolve('exact'))
    server.listen(`\0${name}`, () => {
      resolve(listeningAs(`@${name}`).has('padded') ? 'padded' : 'exact')
      server.close()
    })
  }))
}

/** The same name for `net`, filled up: also a Node that does not do so by itself reaches it. */
export const paddedPath = (path: string): string => path + '\0'.repeat(Math.max(0, size - Buffer.byteLength(path)))
