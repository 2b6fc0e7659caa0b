import { processes, type Problem, showDuration } from '../../src/plugin.ts'
import type { ProcessTree } from './process/process-tree.ts'
import type { Running } from './process/running.ts'
import { send } from './process/send.ts'

/** How a program is stopped. */
export interface Stop {
  readonly signal: NodeJS.Signals
  /** Milliseconds until SIGKILL. */
  readonly grace: number
  /** SIGKILL is as good as leaving. */
  readonly killOk: boolean
  /** The signal goes to the whole group: a shell does not hand it on. */
  readonly toGroup: boolean
}

/** What came of it. */
export interface Ended {
  readonly problem?: Problem
  /** Nothing of it lives. */
  readonly gone: boolean
}

/** Milliseconds for which processes that outlived their program must sleep, to be called left behind and not on their way out. */
const idleFor = 250
/** Milliseconds after which those that never sleep count as well. */
const busyFor = 2000

/**
 * Ends a program and everything it started: the signal, its grace, then SIGKILL for the whole group, with children that outlived
 * their parents. One that has left the session would have stayed for good: it is a problem. Never rejects.
 */
export async function endGroup(
  name: string,
  running: Running,
  processTree: ProcessTree,
  stop: Stop,
  background: boolean,
): Promise<Ended> {
  const { pid } = running
  const forced = !(await (background ? daemonLeaves(processTree, stop) : leaves(running, stop)))
  const behind = forced || stop.killOk ? [] : await leftBehind(processTree)
  const survivors = await killAll(pid, processTree)
  await within(running.ended, 1000)
  running.release()
  const gone = survivors.length === 0
  const problem = problemOf(name, stop, { forced, behind, survivors })
  return problem === undefined ? { gone } : { gone, problem }
}

interface Found {
  readonly forced: boolean
  readonly behind: readonly string[]
  readonly survivors: readonly number[]
}

function problemOf(name: string, stop: Stop, { forced, behind, survivors }: Found): Problem | undefined {
  if (survivors.length > 0)
    return {
      code: 'left-behind',
      message: `“${name}” left processes behind that not even SIGKILL ended: ${survivors.join(', ')}`,
      hint: 'they may hang in the kernel; look at them with ps',
    }
  if (forced && !stop.killOk) {
    return {
      code: 'did-not-stop',
      message: `“${name}” did not leave within ${showDuration(stop.grace)} of ${stop.signal} and had to be killed`,
      hint: 'give it longer with stop: { grace: 15s }, another signal with stop: SIGINT, or write stop: { kill: ok }',
    }
  }
  if (behind.length > 0) {
    const all = [...new Set(behind)].map((command) => `“${command}”`).join(', ')
    return {
      code: 'left-behind',
      message: `“${name}” left ${behind.length === 1 ? 'a process' : `${behind.length} processes`} behind: ${all}`,
      hint: 'it had left the session of its program and would have stayed, so it was killed; end it in the scenario, or write stop: { kill: ok }',
    }
  }
  return undefined
}

/** Asks politely; answers true when the program has left within its grace. */
async function leaves(running: Running, { signal, grace, toGroup }: Stop): Promise<boolean> {
  const { pid } = running
  if (running.left() !== undefined) return true
  send(toGroup ? -pid : pid, signal)
  // One that a step has stopped (SIGSTOP) would never see it.
  send(-pid, 'SIGCONT')
  // Its children may hold its pipes: they are gone in a moment.
  await within(running.exited, grace)
  return running.left() !== undefined
}

/** The same for a daemon: those that its first process has left are the program. */
async function daemonLeaves(processTree: ProcessTree, { signal, grace }: Stop): Promise<boolean> {
  const asked = askAll(processTree, signal)
  const allGone = (): true | undefined => !processTree.pids().some((pid) => asked.includes(pid)) || undefined
  return asked.length === 0 || (await lookFor(grace, allGone)) === true
}

/** Sends the signal to every process of the program; answers which it has reached. */
export const askAll = (processTree: ProcessTree, signal: NodeJS.Signals): readonly number[] =>
  // One that a step has stopped (SIGSTOP) would never see it.
  processTree.pids().filter((pid) => send(pid, signal) && send(pid, 'SIGCONT'))

/** The commands of those who left the session and stay, once it is certain that they do: all of them sleep, or the time is over. */
async function leftBehind(processTree: ProcessTree): Promise<readonly string[]> {
  let before: processes.Snapshot | undefined
  const given = processes.timeGiven()
  let since = performance.now()
  const gone = await lookFor(busyFor, () => {
    const pids = processTree.pids()
    const escaped = processTree.escaped()
    const now = processes.quiet(escaped.length === 0 ? pids : escaped)
    if (pids.length === 0 || now === undefined) return 'gone'
    const still = before !== undefined && processes.sameSnapshot(before, now)
    if (!still) since = performance.now()
    before = now
    // Those in the session die with their group; one that is awake may be just about to leave it.
    if (escaped.length === 0) return still || given(pids) > idleFor ? 'gone' : undefined
    return performance.now() - since >= idleFor ? 'stay' : undefined
  })
  if (gone === 'gone') return []
  return processTree.escaped().map((pid) => processes.commandOf(pid) ?? String(pid))
}

/** Kills what lives of the process tree, new processes too, until none does; answers which still live after a second. */
async function killAll(pid: number, processTree: ProcessTree): Promise<readonly number[]> {
  send(-pid, 'SIGKILL')
  let living: readonly number[] = []
  await lookFor(1000, () => {
    living = processTree.pids().filter((pid) => send(pid, 'SIGKILL'))
    return living.length === 0 || undefined
  })
  return living
}

/** Looks until there is an answer, less and less often, for so many milliseconds. */
async function lookFor<T>(milliseconds: number, look: () => T | undefined): Promise<T | undefined> {
  const end = performance.now() + milliseconds
  for (let pause = 1; ; pause = Math.min(pause * 2, 20)) {
    const found = look()
    if (found !== undefined || performance.now() > end) return found
    await new Promise((resolve) => void setTimeout(resolve, pause))
  }
}

/** Waits for the promise or the time, whichever is first – decided one turn of polling after the timer. */
async function within(promise: Promise<unknown>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => setImmediate(() => resolve(undefined)), milliseconds)
  })
  await Promise.race([promise, over])
  clearTimeout(timer)
}
