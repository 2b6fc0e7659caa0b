import type { ReportRun } from '../../src/model/report-page.ts'
import { lookOf } from '../list/outcomes.ts'
import { durationText } from '../parts/duration.ts'

interface Props {
  readonly runs: readonly ReportRun[]
  /** The one that is shown, from 1. */
  readonly number: number
  readonly onChoose: (number: number) => void
}

/** The runs of a scenario that was run more than once. */
export function RunChoice({ runs, number, onChoose }: Props) {
  return (
    <div class="runs" role="group" aria-label="Runs, oldest first">
      {runs.map(({ status, duration }, at) => {
        const { sign, tone } = lookOf(status)
        return (
          <button key={at} type="button" aria-pressed={at + 1 === number} onClick={() => onChoose(at + 1)}>
            <span class={`sign ${tone}`} aria-hidden="true">
              {sign}
            </span>{' '}
            Run {at + 1} <span class="quiet">{`${status}, ${durationText(duration * 1000)}`}</span>
          </button>
        )
      })}
    </div>
  )
}
