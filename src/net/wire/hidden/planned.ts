import type { PlannedFault } from '../../../model/shake.ts'
import type { Fault } from '../fault.ts'

/** What a planned fault is to the flow of its direction. */
export function faultsOf({ direction, cuts, joins, delays, harm }: PlannedFault): Fault[] {
  const faults: Fault[] = []
  if (cuts !== undefined && cuts.length > 0) faults.push({ direction, split: cuts })
  for (const { from, to } of joins ?? []) faults.push({ direction, after: { bytes: from }, join: to - from })
  for (const { at, milliseconds } of delays ?? []) faults.push({ direction, after: { bytes: at }, delay: milliseconds })
  if (harm !== undefined) {
    const { at, what } = harm
    const effect = what === 'latency' ? { latency: 100 } : { [what]: true }
    faults.push({ direction, after: { bytes: at }, ...effect })
  }
  return faults
}
