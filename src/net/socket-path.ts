import { Buffer } from 'node:buffer'
import path from 'node:path'
import { problemError } from '../registry/problem-error.ts'

/** `sun_path` has 108 bytes, one of them for its end; Node cuts a longer one without a word. */
export const longestSocketPath = 107

interface Environment {
  readonly platform: string
  readonly tmp: string
  readonly dir: string
}

/**
 * Where a `path` really is: a bare name in the run's own folder (on Windows a named pipe), `@name` in Linux's abstract namespace,
 * any other relative to the scenario. Refuses one that is too long for the system.
 */
export function socketPath(written: string, { platform, tmp, dir }: Environment): string {
  if (platform === 'win32') return written.startsWith('\\\\') ? written : `\\\\.\\pipe\\${written.replace(/^@/, '')}`
  const real = located(written, tmp, dir)
  if (Buffer.byteLength(real) > longestSocketPath) {
    throw problemError(
      'path-too-long',
      `the socket path “${written}” has ${Buffer.byteLength(real)} bytes, and the system takes ${longestSocketPath}`,
      'use a bare name, which stands in the run’s own short folder',
    )
  }
  return real
}

function located(written: string, tmp: string, dir: string): string {
  if (written.startsWith('@')) return `\0${written.slice(1)}`
  return written.includes('/') ? path.posix.resolve(dir, written) : path.posix.join(tmp, written)
}

/** As its author wrote it, from a path that another actor's facts hold. */
export function shownPath(real: string, tmp: string): string {
  return real.startsWith(`${tmp}/`) ? real.slice(tmp.length + 1) : real
}
