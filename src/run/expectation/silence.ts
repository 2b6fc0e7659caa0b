import { notYet, violated, type Look, type ExpectationRun } from './expectation-run.ts'

/** Broken by anything unread. That it held long enough is decided by the timer of its step, never by a look. */
export function lookForSilence(run: ExpectationRun): Look {
  const { stream, lane } = run
  while (
    stream.events[0] !== undefined &&
    stream.window.length === 0 &&
    (stream.events[0].hasRow || stream.events[0].silent)
  )
    stream.shift()
  const item = stream.peek()
  if (item?.kind === 'line') return violated(`“${lane.name}” ${lane.verb} “${stream.text(item)}”`)
  if (item !== undefined) return violated(`“${lane.name}”: ${item.event.words ?? item.event.name}`)
  if (stream.window.length > 0)
    return violated(
      `“${lane.name}” ${lane.verb} “${stream.text({ kind: 'line', from: stream.window.start, start: stream.window.start, end: stream.window.end, next: stream.window.end, unfinished: true })}”`,
    )
  return notYet
}
