import { execa, type ResultPromise } from 'execa'
import { resolve } from 'node:path'

/** The command as it is built; `npm test` builds before it tests. SCENARIO_DIST names another build. */
export const command = resolve(import.meta.dirname, '../..', process.env['SCENARIO_DIST'] ?? 'dist', 'cli/main.js')

export interface Outcome {
  readonly code: number | undefined
  readonly signal: NodeJS.Signals | undefined
  readonly stdout: string
  readonly stderr: string
}

/** The environment of a local run, whatever this test runs in. */
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', TMPDIR: process.env['TMPDIR'] }

export function startCli(
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): { child: ResultPromise; outcome: Promise<Outcome> } {
  const child = execa(process.execPath, [command, ...args], {
    cwd,
    env: { ...env, ...more },
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    stripFinalNewline: false,
  })
  const outcome = child.then(({ exitCode, signal, stdout, stderr }) => ({ code: exitCode, signal, stdout, stderr }))
  return { child, outcome }
}

export const runCli = (args: readonly string[], cwd: string): Promise<Outcome> => startCli(args, cwd).outcome
