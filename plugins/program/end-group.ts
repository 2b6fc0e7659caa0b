import type { Problem } from '../../src/plugin.ts'
import type { Family } from './family.ts'
import type { Ending, Running } from './running.ts'
import { send } from './send.ts'

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

/**
 * Ends a program and everything it started: the signal, its grace, then SIGKILL for the whole group, with children that outlived
 * their parents. Never rejects.
 */
export async function endGroup(name: string, running: Running, family: Family, stop: Stop): Promise<Problem | void> {
  const { pid } = running
  let forced = false
  if (running.left() === undefined) {
    send(stop.toGroup ? -pid : pid, stop.signal)
    // One that a step has stopped (SIGSTOP) would never see it.
    send(-pid, 'SIGCONT')
    forced = (await within(running.ended, stop.grace)) === undefined && running.left() === undefined
  }
  const survivors = await killAll(pid, family)
  await within(running.ended, 1000)
  running.release()
  if (survivors.length > 0)
    return {
      code: 'left-behind',
      message: `“${name}” left processes behind that not even SIGKILL ended: ${survivors.join(', ')}`,
      hint: 'They may hang in the kernel; look at them with ps',
    }
  if (forced && !stop.killOk) {
    return {
      code: 'did-not-stop',
      message: `“${name}” did not leave within ${inSeconds(stop.grace)} of ${stop.signal} and had to be killed`,
      hint: 'Give it longer with stop: { grace: 15s }, another signal with stop: SIGINT, or say stop: { kill: ok }',
    }
  }
}

const inSeconds = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds}ms` : `${milliseconds / 1000}s`

/** Kills what lives of the family, new members too, until none does; answers who still lives after a second. */
async function killAll(pid: number, family: Family): Promise<readonly number[]> {
  send(-pid, 'SIGKILL')
  const end = performance.now() + 1000
  for (let pause = 1; ; pause = Math.min(pause * 2, 20)) {
    const living = family.members().filter((member) => send(member, 'SIGKILL'))
    if (living.length === 0 || performance.now() > end) return living
    await new Promise((resolve) => void setTimeout(resolve, pause))
  }
}

/** The promise's value, or undefined when the time is over first – decided one turn of polling after the timer. */
async function within(promise: Promise<Ending>, milliseconds: number): Promise<Ending | undefined> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => setImmediate(() => resolve(undefined)), milliseconds)
  })
  const first = await Promise.race([promise, over])
  clearTimeout(timer)
  return first
}
