/**
 * The plain environment of a program under test: the same on every machine but for PATH and HOME, and never CI, NO_COLOR or
 * a secret of the runner's. What the scenario lists comes on top.
 */
export function environment(
  runner: Readonly<Record<string, string | undefined>>,
  listed: Readonly<Record<string, string>> | undefined,
  terminal: boolean,
): Record<string, string> {
  return {
    TERM: terminal ? 'xterm-256color' : 'dumb',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    PATH: runner['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: runner['HOME'] ?? '/',
    // Windows starts hardly anything without it.
    ...(runner['SystemRoot'] === undefined ? {} : { SystemRoot: runner['SystemRoot'] }),
    ...listed,
  }
}
