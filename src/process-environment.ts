import { tmpdir } from 'node:os'
import { monotonicNow } from './kernel/monotonic.ts'

/** The environment of this process, in the form that a run takes; the library uses it for what its caller leaves open. */
export interface Environment {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  /** Where folders of runs are made: short, for a socket's path has at most 107 bytes. */
  readonly tmpRoot: string
  now(): number
  wall(): Date
}

export function environment(): Environment {
  // Some systems spend half of a socket's path on their own folder.
  const tmp = tmpdir()
  return {
    cwd: process.cwd(),
    env: process.env,
    tmpRoot: process.platform !== 'win32' && tmp.length > 40 ? '/tmp' : tmp,
    now: monotonicNow,
    wall: () => new Date(),
  }
}
