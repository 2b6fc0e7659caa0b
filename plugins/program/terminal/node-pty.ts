import type { ReadStream } from 'node:tty'
import { refuse } from '../../../src/plugin.ts'

/** A pair of terminal ends: we hold the master, a program gets the slave by its path. */
export interface Pair {
  readonly master: ReadStream
  /** The slave's path, such as `/dev/pts/3`. */
  readonly path: string
  resize(cols: number, rows: number): void
}

// `open` is exported by node-pty and missing in its type declarations.
interface Opener {
  open(options: { readonly cols: number; readonly rows: number; readonly encoding: null }): {
    readonly master: ReadStream
    readonly slave: ReadStream
    readonly ptsName: string
    resize(cols: number, rows: number): void
  }
}

/**
 * Opens a terminal. The optional package is loaded with the first one; without it the refusal is `pty-missing`.
 * `hold` is called with the slave's path before the library's own slave is closed: a terminal no slave of which is open is over.
 */
export async function openPair(cols: number, rows: number, hold: (path: string) => void): Promise<Pair> {
  const library = await load()
  const opened = library.open({ cols, rows, encoding: null })
  hold(opened.ptsName)
  // The library reads from its slave and would take the program's input away.
  opened.slave.destroy()
  return { master: opened.master, path: opened.ptsName, resize: (c, r) => opened.resize(c, r) }
}

async function load(): Promise<Opener> {
  try {
    const loaded = (await import('@lydell/node-pty')) as unknown as Opener & { readonly default?: Opener }
    return loaded.default ?? loaded
  } catch {
    throw refuse('pty-missing', 'A terminal needs the optional package @lydell/node-pty, which is not installed here', 'npm install @lydell/node-pty, or run the program without pty')
  }
}
