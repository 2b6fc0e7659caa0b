import { closeSync, constants, openSync } from 'node:fs'
import { createRequire } from 'node:module'
import { problemError } from '../../../src/plugin.ts'

/** A pair of terminal ends as open descriptors: we hold both, a program opens the slave by its path. */
export interface Pair {
  readonly master: number
  /** Never blocks; closed by the owner of the pair. */
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

/** Opens a terminal. Throws a `ProblemError` `pty-missing` where none can be had. */
export function openPair(cols: number, rows: number, native = load()): Pair {
  let opened: ReturnType<Native['open']> | undefined
  try {
    opened = native.open(cols, rows)
    const { master, pty } = opened
    // Opened again by Node it is not inherited by other programs, which would keep the terminal alive.
    const slave = openSync(pty, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK)
    closeSync(opened.slave)
    return { master, slave, path: pty, resize: (c, r) => native.resize(master, c, r) }
  } catch (error) {
    for (const end of opened === undefined ? [] : [opened.master, opened.slave]) closeSync(end)
    throw problemError(
      'pty-missing',
      `the system gives no terminal: ${(error as Error).message}`,
      'allow more open files (ulimit -n), run fewer scenarios at once (--jobs), or mount /dev/pts where it is missing',
    )
  }
}

/** Loads the native part. Throws a `ProblemError` `pty-missing` where it is not installed or does not load. */
export function load(require: NodeJS.Require = createRequire(import.meta.filename)): Native {
  try {
    const { requireBinary } = require('@lydell/node-pty/requireBinary.js') as { requireBinary(file: string): Native }
    return requireBinary('pty.node')
  } catch (error) {
    const { code, cause, message } = error as NodeJS.ErrnoException
    // The package throws an error of its own, with the cause, where the binary for this platform is missing.
    if (code === 'MODULE_NOT_FOUND' || (cause as NodeJS.ErrnoException | undefined)?.code === 'MODULE_NOT_FOUND')
      throw problemError(
        'pty-missing',
        'a terminal needs the optional package @lydell/node-pty, which is not installed here',
        'npm install @lydell/node-pty, or run the program without pty',
      )
    throw problemError(
      'pty-missing',
      `a terminal needs the package @lydell/node-pty, which cannot be loaded: ${message.split('\n')[0]}`,
      'install it again, or allow more open files (ulimit -n) when there are too many',
    )
  }
}
