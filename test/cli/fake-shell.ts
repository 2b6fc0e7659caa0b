import os from 'node:os'
import path from 'node:path'
import { execute } from '../../src/cli/start/execute.ts'
import type { Shell } from '../../src/cli/shell.ts'

/** What a command printed and answered. */
export interface Output {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Calls the command line in this process, in that folder, with an environment of its own. */
export async function scenario(
  cwd: string,
  argv: readonly string[],
  world: Partial<Pick<Shell, 'env' | 'signal' | 'stdin'>> = {},
): Promise<Output> {
  let out = ''
  let err = ''
  const shell: Shell = {
    ...shellIn(cwd),
    ...world,
    env: { ...shellIn(cwd).env, ...world.env },
    stdout: { isTTY: false, write: async (text) => void (out += text) },
    stderr: { isTTY: false, write: async (text) => void (err += text) },
  }
  const code = await execute(argv, shell)
  return { code, out, err }
}

const home = path.resolve(import.meta.dirname, '../..')

/** A shell of this process in that folder, which prints nowhere; worker processes are the program as it is built. */
export const shellIn = (cwd: string): Shell => ({
  cwd,
  env: { PATH: process.env['PATH'], HOME: os.homedir() },
  stdout: { isTTY: false, write: async () => undefined },
  stderr: { isTTY: false, write: async () => undefined },
  signal: new AbortController().signal,
  tmpRoot: os.tmpdir(),
  home,
  program: { file: process.execPath, args: [path.join(home, 'dist/cli/main.js'), '--worker-process'] },
  now: () => performance.now(),
  wall: () => new Date(),
})

/** A scenario that passes at once: the server greets, the client leaves. */
export const greeting = (title: string, extra = ''): string =>
  [
    `scenario: ${title}`,
    ...(extra === '' ? [] : [extra]),
    'actors:',
    '  server: echo-server',
    '  client: { telnet: server }',
    'steps:',
    '  - start: server',
    '  - connect: client',
    '  - expect: { client: Hello client!, server: client connected }',
    '  - exit: client',
    '',
  ].join('\n')
