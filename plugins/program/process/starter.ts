import type { ChildProcess, StdioOptions } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { processes, problemError } from '../../../src/plugin.ts'
import type { Ending, Plan } from './running.ts'

const shell = '/bin/sh'
// It waits for one line at descriptor 4 and then becomes the program. Should the runner be killed before the reaper knows of
// the new group, the line never comes and nothing starts: without this, a SIGKILL within the millisecond of a fork left an orphan.
// The mark is taken on while the runner is still busy, so that it costs no time.
const gate = (tag: string | undefined, unset: readonly string[]): string =>
  `${processes.takeTag(tag)}; read -r _ <&4 || exit 1; exec 4<&-; unset ${unset.join(' ')}; exec "$@"`
// As a session's leader without a terminal, opening one makes it the controlling terminal (tty_ioctl(4)).
const terminalGate = (tag: string | undefined, unset: readonly string[]): string =>
  `${processes.takeTag(tag)}; read -r _ <&4 || exit 1; exec 4<&- 0<>"$1" 1>&0 2>&0; shift; unset ${unset.join(' ')}; exec "$@"`

/** A child process whose program begins in a moment. */
export interface Begun {
  readonly child: ChildProcess
  readonly pid: number
  /** Resolves when the gate is behind it: from now on it has the program's descriptors. */
  readonly passed: Promise<void>
}

/**
 * Starts a program as the leader of a session and process group of its own. `stdio` has descriptors 0 to 2; `terminal` is the path
 * of a terminal that takes their place. Rejects with a `ProblemError` when the system will not start it.
 */
export async function begin(plan: Plan, stdio: StdioOptions, terminal?: string): Promise<Begun> {
  const { cwd, env } = plan
  const gated = existsSync(shell)
  const rest = plan.third ? 'pipe' : 'ignore'
  let child: ChildProcess
  if (gated) {
    // A shell adds these of its own; the program gets them only if the scenario lists them.
    const unset = ['PWD', 'OLDPWD', 'SHLVL', '_'].filter((name) => !Object.hasOwn(env, name))
    const script = terminal === undefined ? gate(plan.tag, unset) : terminalGate(plan.tag, unset)
    const words = ['-c', script, 'sh', ...(terminal === undefined ? [] : [terminal]), ...program(plan)]
    child = processes.spawnInSession(shell, words, { cwd, env, stdio: [...(stdio as []), rest, 'pipe'] })
  } else {
    child = processes.spawnInSession(plan.file, plan.args, {
      cwd,
      env,
      argv0: plan.name,
      stdio: [...(stdio as []), rest],
    })
  }
  if (child.pid !== undefined) {
    plan.guard(child.pid)
    return { child, pid: child.pid, passed: gated ? open(child) : Promise.resolve() }
  }
  const error = await new Promise<NodeJS.ErrnoException>((resolve) => child.once('error', resolve))
  throw problemError('cannot-start', `the system does not start “${plan.name}”: ${error.message}`)
}

// A shell hands on only variables with names of its own kind; env(1) sets any.
// It finds the program along the same PATH as we did, so that argv[0] stays what was written.
function program({ name, args, env }: Plan): readonly string[] {
  const strange = Object.entries(env).filter(([key]) => !/^[A-Za-z_]\w*$/.test(key))
  return strange.length === 0
    ? [name, ...args]
    : ['env', ...strange.map(([key, value]) => `${key}=${value}`), name, ...args]
}

// The gate closes its end when it has read the line; for a moment before, its standard input is that line.
function open(child: ChildProcess): Promise<void> {
  const line = child.stdio[4] as Duplex
  return new Promise((resolve) => {
    line.on('error', () => {}) // it may have been killed already
    line.on('close', () => resolve())
    line.resume()
    line.end('\n')
  })
}

/** How a child ended, in our words, or undefined while it runs. */
export function endingOf(child: ChildProcess): Ending | undefined {
  if (child.signalCode !== null) return { signal: child.signalCode }
  return child.exitCode === null ? undefined : { code: child.exitCode }
}
