import type { TerminalSignals } from '../../terminal/terminal.ts'
import { onLeaving } from './leaving.ts'

/** The signals of this process that concern its terminal. `interrupt` does what a signal that asks it to end does. */
export function terminalSignals(signal: AbortSignal, interrupt: () => void): TerminalSignals {
  const on = (name: NodeJS.Signals, listener: () => void): (() => void) => {
    process.on(name, listener)
    return () => void process.off(name, listener)
  }
  return {
    signal,
    interrupt,
    onLeaving,
    onStop: (listener) => on('SIGTSTP', listener),
    onContinue: (listener) => on('SIGCONT', listener),
    stop() {
      // Without a listener the signal does what it does in any program: it stops the whole group, so that the shell sees it.
      const listeners = process.listeners('SIGTSTP')
      process.removeAllListeners('SIGTSTP')
      try {
        process.kill(0, 'SIGTSTP')
      } finally {
        for (const listener of listeners) process.on('SIGTSTP', listener)
      }
    },
  }
}
