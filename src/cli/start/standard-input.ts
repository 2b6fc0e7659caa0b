import { isatty } from 'node:tty'
import type { In } from '../shell.ts'

/**
 * Standard input of this process. Node makes the stream when it is first read, and most commands never do. `hungUp` is called when its end
 * is that of its terminal.
 */
export function standardInput(hungUp: () => void = () => {}): In {
  const stream = (): NodeJS.ReadStream => process.stdin
  const isTTY = isatty(0)
  return {
    isTTY,
    setRaw(on) {
      try {
        if (stream().isTTY) stream().setRawMode(on)
      } catch {
        // The terminal has gone away: there are no modes left.
      }
    },
    onData(listener) {
      const input = stream()
      const take = (bytes: Buffer): void => listener(bytes)
      // A stream that was paused stays so when somebody listens again.
      input.on('data', take).resume()
      return () => {
        input.off('data', take)
        if (input.listenerCount('data') === 0) input.pause()
      }
    },
    onEnd(listener) {
      const input = stream()
      const end = (): void => {
        if (isTTY && !isatty(0)) hungUp()
        listener()
      }
      // A terminal that was hung up fails to be read (EIO).
      input.on('end', end).on('error', end)
      return () => void input.off('end', end).off('error', end)
    },
  }
}
