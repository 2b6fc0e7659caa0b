import type { Actor, ActorReference, LaneEvent, Lane } from '../model/actor.ts'
import type { Framer } from '../model/framer.ts'

/** What has come on a lane, in its order. */
interface Kept {
  readonly events: LaneEvent[]
  readonly lines: string[]
}

/** A connection that a server has accepted. */
interface Caller extends Kept {
  readonly actor: Actor
}

/** A lane for one life in a contract test: it keeps what comes, and what is no use to a lane. */
export interface TestLane extends Kept {
  readonly port: Lane
  /** How often anything has come. */
  count(): number
  /** What a real lane would have had to refuse. */
  readonly mistakes: string[]
  readonly callers: Caller[]
  abort(): void
  aborted(): boolean
}

/** Lines that end with a line feed, as on a lane without a framing of its own. */
const lines: Framer = {
  shows: 'text',
  find(bytes, from, to) {
    const at = bytes.subarray(0, to).indexOf(0x0a, from)
    return at < 0 ? undefined : { start: from, end: at, next: at + 1 }
  },
  encode: (line) => Buffer.concat([line, Buffer.of(0x0a)]),
}

/** `events` are those that the kind lists, if it lists any. */
export function testLane(name: string, tmp: string, env: Lane['env'], events?: readonly string[]): TestLane {
  const controller = new AbortController()
  const mistakes: string[] = []
  const callers: Caller[] = []
  const own: Kept = { events: [], lines: [] }
  let count = 0
  const came = (good: boolean, mistake: string) => {
    count += 1
    if (!good) mistakes.push(mistake)
  }
  const laneFor = (kept: Kept): Lane => ({
    name,
    receive(bytes) {
      came(bytes instanceof Uint8Array, 'it received something other than bytes')
      if (bytes instanceof Uint8Array) kept.lines.push(...Buffer.from(bytes).toString().split(/\r?\n/))
    },
    print(line) {
      came(typeof line === 'string', 'it printed something other than text')
      kept.lines.push(String(line))
    },
    event(event) {
      came(typeof event?.name === 'string', 'it reported an event that has no name')
      kept.events.push(event)
      if (events !== undefined && event?.silent !== true && !events.includes(event?.name))
        mistakes.push(`it had the event “${event?.name}”, which its kind does not list`)
    },
    replied: (shown) =>
      came(typeof shown === 'string' || shown instanceof Uint8Array, 'it replied something other than text or bytes'),
    sent: (bytes) => came(bytes instanceof Uint8Array, 'it sent something other than bytes'),
    framer: lines,
    isSentTo: true,
    failed: () => void (count += 1),
    accept(build) {
      count += 1
      const connection: Kept = { events: [], lines: [] }
      const lane = laneFor(connection)
      const actor = build(lane)
      if (typeof actor?.stop !== 'function') mistakes.push('it accepted a caller that cannot be stopped')
      else callers.push({ actor, ...connection })
      return lane
    },
    alias: () => {},
    signal: controller.signal,
    run: controller,
    tmp,
    dir: tmp,
    env,
  })
  return {
    port: laneFor(own),
    ...own,
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
