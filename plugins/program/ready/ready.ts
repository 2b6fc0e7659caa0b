import type { processes } from '../../../src/plugin.ts'
import type { Ready } from './option.ts'
import { soughtBy } from './sought.ts'
import { readyByInput } from './input.ts'
import { readyByListening, servingAt, strangersOn } from './listening.ts'
import { readyByOutput } from './output.ts'
import { readyByThird } from './third.ts'
import type { Found, Watched } from './watch.ts'

type Listening = processes.Listening

/** A `ready` option at work. */
export interface Condition {
  /** Waits for it; resolves with facts, or undefined when the watching was given up. */
  becomes(watched: Watched): Promise<Found | undefined>
  /** Where it must listen, for a server. */
  readonly place?: Listening
  /** Those processes of a server that listen there now. */
  serving(watched: Pick<Watched, 'cwd' | 'tmp' | 'processTree'>): readonly number[]
}

/** Prepares the watch for a `ready` option, before the program is started. */
export function conditionOf(ready: Ready | undefined): Condition {
  if (isListening(ready)) {
    const strangers = strangersOn(ready)
    return {
      place: ready,
      becomes: (watched) => readyByListening(ready, watched, strangers),
      serving: (watched) => servingAt(ready, watched, strangers),
    }
  }
  return { becomes: watchFor(ready), serving: () => [] }
}

function watchFor(ready: Exclude<Ready, Listening> | undefined): Condition['becomes'] {
  // One that leaves at once may be gone before its gate is seen closed: it was executed all the same.
  if (ready === undefined) return async ({ running }) => Promise.race([running.passed, running.exited]).then(() => ({}))
  const sought = soughtBy(ready)
  if (sought !== undefined) return (watched) => readyByOutput(sought.pattern, sought.stream ?? 'stdout', watched)
  return typeof ready === 'object' && 'fd' in ready ? readyByThird : readyByInput
}

/** True when it is ready by listening somewhere, which a server may do in the background. */
const isListening = (ready: Ready | undefined): ready is Extract<Ready, Listening> =>
  typeof ready === 'object' && ('port' in ready || 'udp' in ready || 'path' in ready)

/** `ready` in words, for a message: `it listens on port 9000`. */
export function readyInWords(ready: Ready | undefined): string {
  if (ready === undefined) return 'it runs'
  const sought = soughtBy(ready)
  if (sought !== undefined) return `it says ${sought.shown}${sought.stream === 'stderr' ? ' on stderr' : ''}`
  if (typeof ready === 'string') return ''
  if ('port' in ready) return `it listens on port ${ready.port}`
  if ('udp' in ready) return `it listens on UDP port ${ready.udp}`
  if ('path' in ready) return `it listens on ${ready.path}`
  return 'fd' in ready ? 'it writes a line to descriptor 3' : 'it waits for input'
}
