import { join } from 'node:path'
import type { Seen } from '../../../src/record/readers/seen/result.ts'
import type { SeenEvent, Session } from '../../../src/record/session.ts'

/** Files that asciinema, script, tcpdump and tshark have written. */
export const made = join(import.meta.dirname, 'made')

export function shownOf(seen: Seen): Session {
  if ('problem' in seen) throw new Error(seen.problem.message)
  return seen.session
}

/** The events of a session, a short line each. */
export const rowsOf = (seen: Seen): string[] => shownOf(seen).events.map(lineOf)

function lineOf(event: SeenEvent): string {
  if (event.type === 'output') return `< ${text(event.bytes)}`
  if (event.type === 'input') return `> ${text(event.bytes)}`
  if (event.type === 'sent') return `${event.connection} ${event.from}: ${text(event.bytes)}`
  if (event.type === 'connected') return `${event.connection} ${event.client} to ${event.server}`
  if (event.type === 'end' || event.type === 'reset') return `${event.connection} ${event.type} by ${event.from}`
  if (event.type === 'resized') return `resized ${event.cols}x${event.rows}`
  if (event.type === 'note') return `note ${event.text}`
  if (event.type === 'exit') return event.code === undefined ? 'exit' : `exit ${event.code}`
  return 'actor' in event ? `${event.type} ${event.actor}` : event.type
}

const text = (bytes: Uint8Array): string =>
  JSON.stringify(Buffer.from(bytes).toString()).slice(1, -1).replaceAll('\\"', '"')
