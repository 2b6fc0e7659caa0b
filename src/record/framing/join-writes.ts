import { Buffer } from 'node:buffer'
import type { SeenEvent, SeenFraming } from '../session.ts'
import { FrameCutter } from './frames.ts'

type Sent = Extract<SeenEvent, { readonly type: 'sent' }>

/** An event of this connection's direction, so far, and where it stands among the events. */
interface Open {
  readonly index: number
  readonly cutter: FrameCutter
}

/**
 * TCP cuts what was written anywhere: pieces that one end sent, without anything else in between, become one event, and so does a
 * line or a body with its rest, whatever else came in between. `framingOf` answers what a line of that direction is.
 */
export function joinWrites(
  events: readonly SeenEvent[],
  framingOf: (connection: number, from: 'client' | 'server') => SeenFraming,
): SeenEvent[] {
  const joined: SeenEvent[] = []
  const open = new Map<string, Open>()
  for (const event of events) {
    if (event.type !== 'sent' || event.message !== undefined) {
      if ('connection' in event && event.type !== 'secured') forget(open, event.connection)
      joined.push(event)
      continue
    }
    const { connection, from } = event
    const key = `${connection} ${from}`
    const before = open.get(key)
    open.delete(`${connection} ${from === 'client' ? 'server' : 'client'}`)
    if (before !== undefined && (before.cutter.unfinished || before.index === joined.length - 1)) {
      const earlier = joined[before.index] as Sent
      joined[before.index] = { ...earlier, bytes: Buffer.concat([earlier.bytes, event.bytes]) }
      before.cutter.cut(event.bytes)
      continue
    }
    const cutter = new FrameCutter(framingOf(connection, from))
    cutter.cut(event.bytes)
    joined.push(event)
    open.set(key, { index: joined.length - 1, cutter })
  }
  return joined
}

function forget(open: Map<string, Open>, connection: number): void {
  open.delete(`${connection} client`)
  open.delete(`${connection} server`)
}
