import type { PlannedFault } from '../model/shake.ts'
import type { Written } from './written.ts'

/** What a wire does to a stream as the faults of a proxy. */
export function writeFaults({
  connection,
  direction,
  cuts = [],
  joins = [],
  delays = [],
  breaks,
}: PlannedFault): Written[] {
  const where = (at: number): { readonly [key: string]: Written } => ({
    direction,
    connection,
    ...(at === 0 ? {} : { after: { bytes: at } }),
  })
  return [
    ...(cuts.length === 0 ? [] : [{ split: cuts.length === 1 ? (cuts[0] as number) : cuts, ...where(0) }]),
    ...joins.map(({ from, to }) => ({ join: to - from, ...where(from) })),
    ...delays.map(({ at, milliseconds }) => ({ delay: `${milliseconds}ms`, ...where(at) })),
    ...(breaks === undefined ? [] : [{ connection, ...writeBreak(direction, breaks) }]),
  ]
}

/** A reset reaches both sides, so that its direction is only that of its place. */
function writeBreak(
  direction: PlannedFault['direction'],
  { at, what }: NonNullable<PlannedFault['breaks']>,
): { readonly [key: string]: Written } {
  if (what === 'reset') return { reset: true, after: { bytes: at, direction } }
  return { [what]: what === 'latency' ? '100ms' : true, direction, after: { bytes: at } }
}
