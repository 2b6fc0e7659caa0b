import type { Actor, ActorReference, Lane } from '../model/actor.ts'
import type { Framer } from '../model/plugin.ts'

/** A lane for one life in a contract test: it keeps what comes, and what is no use to a lane. */
export interface TestLane {
  readonly port: Lane
  /** How often anything has come. */
  count(): number
  /** What a real lane would have had to refuse. */
  readonly mistakes: string[]
  readonly callers: Actor[]
  abort(): void
  aborted(): boolean
}

/** `events` are those that the kind lists, if it lists any. */
/** Lines that end with a line feed, as on a lane whose author says nothing. */
const lines: Framer = {
  shows: 'text',
  find(bytes, from, to) {
    const at = bytes.subarray(0, to).indexOf(0x0a, from)
    return at < 0 ? undefined : { start: from, end: at, next: at + 1 }
  },
  encode: (line) => Buffer.concat([line, Buffer.of(0x0a)]),
}

export function testLane(name: string, tmp: string, env: Lane['env'], events?: readonly string[]): TestLane {
  const controller = new AbortController()
  const mistakes: string[] = []
  const callers: Actor[] = []
  let count = 0
  const came = (good: boolean, mistake: string) => {
    count += 1
    if (!good) mistakes.push(mistake)
  }
  const port: Lane = {
    name,
    receive: (bytes) => came(bytes instanceof Uint8Array, 'it heard what is no bytes'),
    print: (line) => came(typeof line === 'string', 'it said what is no text'),
    event: (event) => {
      came(typeof event?.name === 'string', 'something happened that has no name')
      if (events !== undefined && event?.silent !== true && !events.includes(event?.name))
        mistakes.push(`it had the event “${event?.name}”, which its kind does not list`)
    },
    replied: (line) => came(typeof line === 'string', 'it replied what is no text'),
    sent: (bytes) => came(bytes instanceof Uint8Array, 'it sent what is no bytes'),
    framer: lines,
    isSentTo: true,
    failed: () => void (count += 1),
    accept(build) {
      count += 1
      const caller = build(port)
      if (typeof caller?.stop !== 'function') mistakes.push('it accepted a caller that cannot be stopped')
      else callers.push(caller)
      return port
    },
    alias: () => {},
    signal: controller.signal,
    tmp,
    dir: tmp,
    env,
  }
  return {
    port,
    count: () => count,
    mistakes,
    callers,
    abort: () => controller.abort(),
    aborted: () => controller.signal.aborted,
  }
}

/** What a client is handed for the name of a server. */
export const referenceTo = (port: number): ActorReference => ({
  name: 'server',
  facts: { port, host: '127.0.0.1' },
})
