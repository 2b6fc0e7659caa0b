import { closeSync } from 'node:fs'
import { isatty } from 'node:tty'

interface Bare {
  reallyExit(code: number): never
}
const { reallyExit } = process as unknown as Bare

/** Standard streams that are a terminal. */
const onTerminal = [0, 1, 2].filter((descriptor) => isatty(descriptor))

const leavers = new Set<() => void>()

/** Calls it, once and synchronously, before this process ends by itself, or reports why it will; until the answer is called. */
export function onLeaving(call: () => void): () => void {
  leavers.add(call)
  return () => void leavers.delete(call)
}

/** Gives back what this process holds, such as the terminal. */
export function giveBack(): void {
  const [...calls] = leavers
  leavers.clear()
  for (const call of calls) call()
}

/** Ends this process with this code, whatever plugins have made of it. Their listeners are received, and change nothing. */
export function leave(code: number): never {
  try {
    process.emit('exit', code)
  } catch {
    // The error of a plugin's listener has no receiver left.
  }
  return leaveAtOnce(code)
}

/** The same without listeners, in the midst of whatever runs. */
export function leaveAtOnce(code: number): never {
  try {
    giveBack()
  } catch {
    // What cannot be given back has gone.
  }
  closeGone()
  return reallyExit.call(process, code)
}

/**
 * Node aborts when it cannot give a terminal the modes that it had (src/node.cc, ResetStdio), as of one that was closed: it leaves
 * streams alone that are closed themselves.
 */
function closeGone(): void {
  for (const descriptor of onTerminal) {
    try {
      if (!isatty(descriptor)) closeSync(descriptor)
    } catch {
      // It was closed already.
    }
  }
}

/** From now on only `leave` ends this process: one plugin would end the run of all scenarios, and with a code of its own. */
export function reportExits(): void {
  const refuse =
    (name: string) =>
    (code?: unknown): never => {
      throw new Error(
        `it called process.${name}(${code === undefined ? '' : String(code)}), which would end the whole run`,
      )
    }
  process.exit = refuse('exit')
  process.abort = refuse('abort')
  ;(process as unknown as Bare).reallyExit = refuse('reallyExit')
}
