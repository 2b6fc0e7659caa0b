import type * as z from 'zod'
import { eventShape, headShape } from './session-shape.ts'
import type { SeenEvent, Session } from './session.ts'

/** What stands first in the file, so that it cannot be mistaken for a recording of a run. */
const version = 1

/** A session as JSON Lines: its head, then an event each. Bytes are base64. */
export function encodeSession({ events, ...head }: Session): string {
  const lines = [JSON.stringify({ session: version, ...head }), ...events.map(encodeEvent)]
  return `${lines.join('\n')}\n`
}

const encodeEvent = (event: SeenEvent): string =>
  JSON.stringify('bytes' in event ? { ...event, bytes: Buffer.from(event.bytes).toString('base64') } : event)

/** Whether a file's text is a session. */
export const isSession = (text: string): boolean => /^\{"session":\d+[,}]/.test(text)

/** A session's file, or the number of the first line that cannot be in one. A half line at its end, as after a crash, is left out. */
export function decodeSession(text: string): { readonly session: Session } | { readonly line: number } {
  const [first = '', ...rest] = text.split('\n')
  const read = headShape.safeParse(parse(first))
  if (!read.success) return { line: 1 }
  const { session: _, ...head } = read.data
  const names = new Set(head.actors.map(({ name }) => name))
  const events: SeenEvent[] = []
  for (const [index, line] of rest.entries()) {
    const event = parse(line)
    if (event === undefined && index === rest.length - 1) continue
    const { data } = eventShape.safeParse(event)
    if (data === undefined || namesOf(data).some((name) => !names.has(name)) || startsLate(data, events))
      return { line: index + 2 }
    events.push(decodeEvent(data) as SeenEvent)
  }
  return { session: { ...head, events } }
}

type Read = z.infer<typeof eventShape>

const namesOf = (event: Read): string[] =>
  'actor' in event ? [event.actor] : event.type === 'connected' ? [event.client, event.server] : []

/** It runs already, or did something before it ever ran. */
function startsLate(event: Read, before: readonly SeenEvent[]): boolean {
  if (event.type !== 'started') return false
  const own = before.filter((other) => 'actor' in other && other.actor === event.actor)
  const last = own.findLast(({ type }) => type === 'exit' || type === 'started')
  return own.length > 0 && (last?.type !== 'exit' || own.every(({ type }) => type !== 'started'))
}

const decodeEvent = (event: Read): unknown =>
  'bytes' in event ? { ...event, bytes: new Uint8Array(Buffer.from(event.bytes, 'base64')) } : event

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return undefined
  }
}
