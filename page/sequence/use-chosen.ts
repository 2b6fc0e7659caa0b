import { useState } from 'preact/hooks'
import type { Timeline } from './timeline.ts'

interface Place {
  /** The row that is selected in the replay. */
  readonly selected: number | undefined
  readonly time: number
}

/** The part that is selected: that of the selected row, of which there may be several, or one without a row whose moment it is. */
export function useChosen(
  { rows, times, partOf }: Timeline,
  { selected, time }: Place,
): readonly [number | undefined, (part: number) => void] {
  const [last, choose] = useState<number>()
  const isStill =
    last !== undefined &&
    last < rows.length &&
    rows[last] === selected &&
    (selected !== undefined || Math.round(times[last] ?? 0) === Math.round(time))
  return [isStill ? last : selected === undefined ? undefined : partOf(selected), choose]
}
