import { closeSync, constants, openSync } from 'node:fs'
import { createRequire } from 'node:module'
import { refuse } from '../../../src/plugin.ts'

/** A pair of terminal ends as open descriptors: we hold both, a program opens the slave by its path. */
export interface Pair {
  readonly master: number
  /** Never blocks; closed by whoever holds the pair. */
  readonly slave: number
  /** The slave's path, such as `/dev/pts/3`. */
  readonly path: string
  resize(cols: number, rows: number): void
}

/** What the native part of node-pty 1.1 offers; its JavaScript reads from the slave, too, and leaks a descriptor for each terminal. */
interface Native {
  open(cols: number, rows: number): { readonly master: number; readonly slave: number; readonly pty: string }
  resize(master: number, cols: number, rows: number): void
}

/** Opens a terminal. Throws a refusal `pty-missing` where the optional package is not installed. */
export function openPair(cols: number, rows: number): Pair {
  const native = load()
  const opened = native.open(cols, rows)
  // Opened again by Node it is not inherited by other programs, which would keep the terminal alive.
  const slave = openSync(opened.pty, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
  closeSync(opened.slave)
  return { master: opened.master, slave, path: opened.pty, resize: (c, r) => native.resize(opened.master, c, r) }
}

function load(): Native {
  try {
    const { requireBinary } = createRequire(import.meta.url)('@lydell/node-pty/requireBinary.js') as {
      requireBinary(file: string): Native
    }
    return requireBinary('pty.node')
  } catch {
    throw refuse(
      'pty-missing',
      'a terminal needs the optional package @lydell/node-pty, which is not installed here',
      'npm install @lydell/node-pty, or run the program without pty',
    )
  }
}
