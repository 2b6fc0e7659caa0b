interface Bare {
  reallyExit(code: number): never
}
const { reallyExit } = process as unknown as Bare

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
export const leaveAtOnce = (code: number): never => reallyExit.call(process, code)

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
