import type { Pace, Replay, TerminalEvent, Transcript } from '../../src/plugin.ts'
import { markerOf, type Moment } from './cast-moments.ts'

/** A program's terminal in a recording, from its first size on. */
export interface OneTerminal {
  /** Cells, at its beginning. */
  readonly columns: number
  readonly rows: number
  readonly events: readonly TerminalEvent[]
}

/** RIS (ECMA-48 8.3.105): another terminal, on which nothing stands. */
const anew = '\u001bc'

/**
 * The terminal that is all there is to draw: of the only lane, or of the only instance of a group that has one. Undefined where there are
 * others, and where no recording has it.
 */
export function onlyTerminal({ lanes }: Transcript, replay: Replay | undefined): OneTerminal | undefined {
  const [only, other] = lanes
  if (only === undefined || other !== undefined) return undefined
  const events = replay?.terminals?.filter(({ lane }) => lane === only.lane || lane.startsWith(`${only.lane}#`)) ?? []
  const [first] = events
  // Several on one screen would be none of them.
  if (events.some(({ lane }) => lane !== first?.lane)) return undefined
  if (first?.type !== 'terminal-size') return undefined
  return { columns: first.columns, rows: first.rows, events: events.slice(1) }
}

/** What its program wrote, as it wrote it, and where steps began. */
export function terminalMoments(
  { columns, rows, events }: OneTerminal,
  { steps }: Replay,
  paced: (moments: readonly { readonly at: number; readonly written?: number }[], pace: Pace) => number[],
  pace: Pace,
): Moment[] {
  const decoder = new TextDecoder()
  let size = `${columns}x${rows}`
  const moments: Moment[] = []
  const add = (at: number, code: Moment[1], data: string): void => {
    if (data !== '') moments.push([at, code, data])
  }
  const resize = (event: Extract<TerminalEvent, { type: 'terminal-size' }>): void => {
    const now = `${event.columns}x${event.rows}`
    if (now !== size) add(event.at, 'r', now)
    if (event.resized === undefined) add(event.at, 'o', decoder.decode() + anew)
    size = now
  }
  let step = 0
  for (const event of events) {
    for (; step < steps.length && (steps[step]?.at ?? 0) <= event.at; step++) addStep(step)
    if (event.type === 'terminal-size') resize(event)
    // A character may be cut in two by the moment at which it was read.
    else add(event.at, 'o', decoder.decode(event.bytes, { stream: true }))
  }
  for (; step < steps.length; step++) addStep(step)
  add(events.at(-1)?.at ?? 0, 'o', decoder.decode())
  const times = paced(
    moments.map(([at, code, data]) => (code === 'm' ? { at } : { at, written: data.length })),
    pace,
  )
  return moments.map(([, code, data], index) => [times[index] as number, code, data])

  function addStep(index: number): void {
    const found = steps[index]
    if (found !== undefined) add(found.at, 'm', markerOf(found))
  }
}
