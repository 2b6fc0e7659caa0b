import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'

/** The command as it is built; `npm test` builds before it tests. SCENARIO_DIST names another build. */
export const command = resolve(import.meta.dirname, '../..', process.env['SCENARIO_DIST'] ?? 'dist', 'cli/main.js')

export interface Outcome {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** The environment of a person at a desk, whatever this test runs in. */
const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], NO_COLOR: '1', TMPDIR: process.env['TMPDIR'] }

export function startCli(
  args: readonly string[],
  cwd: string,
  more: Readonly<Record<string, string>> = {},
): { child: ChildProcess; outcome: Promise<Outcome> } {
  const child = spawn(process.execPath, [command, ...args], {
    cwd,
    env: { ...env, ...more },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const outcome = new Promise<Outcome>(
    (done) => void child.on('close', (code, signal) => done({ code, signal, stdout, stderr })),
  )
  return { child, outcome }
}

export const runCli = (args: readonly string[], cwd: string): Promise<Outcome> => startCli(args, cwd).outcome
