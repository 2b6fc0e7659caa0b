import type { Ready } from '../options.ts'
import { readPattern } from '../pattern.ts'
import { readyByInput } from './input.ts'
import { readyByListening, strangersOn } from './listening.ts'
import { readyByOutput } from './output.ts'
import { readyByThird } from './third.ts'
import type { Found, Watched } from './watch.ts'

/** Waits for the condition; resolves with facts, or undefined when the watching was given up. */
export type Watch = (watched: Watched) => Promise<Found | undefined>

/** Prepares the watch for a `ready` option, before the program is started. Throws a refusal when it cannot become ready at all. */
export function watchFor(ready: Ready | undefined): Watch {
  // One that leaves at once may be gone before its gate is seen closed: it was executed all the same.
  if (ready === undefined) return async ({ running }) => Promise.race([running.passed, running.exited]).then(() => ({}))
  const written = typeof ready === 'string' ? { text: ready } : ready
  if ('text' in written) {
    const pattern = readPattern(written.text) ?? { text: written.text }
    return (watched) => readyByOutput(pattern, ('stream' in written && written.stream) || 'stdout', watched)
  }
  if ('fd' in written) return readyByThird
  if ('input' in written) return readyByInput
  const strangers = strangersOn(written)
  return (watched) => readyByListening(written, watched, strangers)
}

/** True when it is ready by listening somewhere, which a server may do in the background. */
export const isListening = (ready: Ready | undefined): boolean =>
  typeof ready === 'object' && ('port' in ready || 'udp' in ready || 'path' in ready)

/** `ready` in words, for a message: `it listens on port 9000`. */
export function readyInWords(ready: Ready | undefined): string {
  if (ready === undefined) return 'it runs'
  if (typeof ready === 'string') return `it says “${ready}”`
  if ('text' in ready) return `it says “${ready.text}”${ready.stream === 'stderr' ? ' on stderr' : ''}`
  if ('port' in ready) return `it listens on port ${ready.port}`
  if ('udp' in ready) return `it listens on UDP port ${ready.udp}`
  if ('path' in ready) return `it listens on ${ready.path}`
  return 'fd' in ready ? 'it writes a line to descriptor 3' : 'it waits for input'
}
