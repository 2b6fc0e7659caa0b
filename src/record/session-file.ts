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

/** A session's file; undefined where it is none, or of another version. A half line at its end, as after a crash, is left out. */
export function decodeSession(text: string): Session | undefined {
  const [first, ...rest] = text.split('\n')
  const head = parse(first ?? '')
  if (head?.['session'] !== version || !Array.isArray(head['actors'])) return undefined
  const { session: _, ...session } = head
  const events = rest.flatMap((line) => {
    const event = parse(line)
    return event === undefined ? [] : [decodeEvent(event)]
  })
  return { ...session, events } as unknown as Session
}

function decodeEvent(event: Record<string, unknown>): unknown {
  if (typeof event['bytes'] !== 'string') return event
  return { ...event, bytes: new Uint8Array(Buffer.from(event['bytes'], 'base64')) }
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
