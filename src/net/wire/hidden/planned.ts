import type { BreakKind, PlannedFault } from '../../../model/shake.ts'
import type { Fault } from '../fault.ts'

/** What a planned fault is to the flow of its direction. */
export function faultsOf({ direction, cuts, joins, delays }: PlannedFault): Fault[] {
  const faults: Fault[] = []
  if (cuts !== undefined && cuts.length > 0) faults.push({ direction, split: cuts })
  for (const { from, to } of joins ?? []) faults.push({ direction, after: { bytes: from }, join: to - from })
  for (const { at, milliseconds } of delays ?? []) faults.push({ direction, after: { bytes: at }, delay: milliseconds })
  return faults
}

/** Milliseconds by which `latency` delays what follows. */
const later = 100

const effects: Readonly<Record<BreakKind, Partial<Fault>>> = {
  // Both sides learn that a connection breaks.
  reset: { direction: 'both', reset: true },
  'half-close': { 'half-close': true },
  stop: { stop: true },
  latency: { latency: later },
}

/** What breaks the stream, for the flow of its direction alone; undefined where nothing does. */
export const breakOf = ({ direction, breaks }: PlannedFault): Fault | undefined =>
  breaks === undefined ? undefined : { direction, after: { bytes: breaks.at }, ...effects[breaks.what] }
