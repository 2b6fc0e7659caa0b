import type { Event } from '../../../model/event.ts'

/** Verbs whose steps come about from what happened; what those of all others were given is not in a recording. */
const known = new Set([
  'start',
  'run',
  'connect',
  'send',
  'expect',
  'end',
  'exit',
  'close',
  'reset',
  'signal',
  'note',
  'in-order',
])

/** A sentence about the steps of a run that its session does not have. */
export function leftOutSteps(events: readonly Event[]): string[] {
  const left = events.filter((event) => event.type === 'step' && !known.has(event.verb) && !isSeen(events, event.index))
  const lines = left.flatMap((event) => (event.type === 'step' ? [`${event.verb} (line ${event.line})`] : []))
  return lines.length === 0
    ? []
    : [`Steps of the run that its recording does not show: ${[...new Set(lines)].join(', ')}.`]
}

/** A screen, or TLS. */
const isSeen = (events: readonly Event[], step: number): boolean =>
  events.some(
    (event) =>
      event.type === 'row' &&
      event.row.step === step &&
      /^(?:screen|ready for TLS|TLS handshake done)$/.test(String(event.row.text)),
  )
