import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Lane } from '../../src/plugin.ts'

type Variables = Readonly<Record<string, string>>

/** The folders of a user, below HOME; XDG_RUNTIME_DIR has no default of its own (XDG Base Directory Specification 0.8). */
const folders: Variables = {
  XDG_CONFIG_HOME: '.config',
  XDG_DATA_HOME: '.local/share',
  XDG_CACHE_HOME: '.cache',
  XDG_STATE_HOME: '.local/state',
  XDG_RUNTIME_DIR: '.run',
}

/**
 * The plain environment of a program under test: the same on every machine but for PATH, and never CI, NO_COLOR or a secret of the
 * runner's. HOME and the folders that belong to it are the run's own. What is listed comes on top: by the scenario for all
 * programs, by the actor itself, and by `--env`.
 */
export function environment(
  {
    env: runner,
    tmp,
    forPrograms: { listed, given } = { listed: {}, given: {} },
  }: Pick<Lane, 'env' | 'tmp' | 'forPrograms'>,
  own: Variables | undefined,
  terminal: boolean,
): Record<string, string> {
  const chosen: Variables = { ...listed, ...own, ...given }
  return {
    TERM: terminal ? 'xterm-256color' : 'dumb',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PATH: runner['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    // Windows starts hardly anything without it.
    ...(runner['SystemRoot'] === undefined ? {} : { SystemRoot: runner['SystemRoot'] }),
    // Where a scenario chooses HOME, a program finds the other folders below that.
    ...(chosen['HOME'] === undefined ? homeIn(tmp) : {}),
    ...chosen,
  }
}

/** A user's folders, made; private, as the specification asks for the last of them. */
function homeIn(tmp: string): Variables {
  const home = join(tmp, 'home')
  const paths = Object.entries(folders).map(([name, folder]) => [name, join(home, folder)] as const)
  for (const [, path] of paths) mkdirSync(path, { recursive: true, mode: 0o700 })
  return { HOME: home, ...Object.fromEntries(paths) }
}
