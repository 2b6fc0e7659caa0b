import type { RawRow } from '../model/event.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { Span } from '../model/span.ts'
import { isOnLane } from '../text/lane-names.ts'

/** Where a row stands. */
export type InStep = Pick<RawRow, 'mark' | 'lane' | 'instance' | 'step'>

/** Whether a mask is for this row: its lane and its step, where the mask names any. */
export function isFor({ lane, step }: MaskRule, row: InStep, steps: readonly Span[]): boolean {
  if (step !== undefined) {
    const place = steps[row.step]
    if (place?.start !== step.start || place.file !== step.file) return false
  }
  if (lane === undefined) return true
  const own = row.instance === undefined ? row.lane : `${row.lane}#${row.instance}`
  return lane.some(({ name }) => isOnLane(own, name))
}
