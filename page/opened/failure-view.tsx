import { useMemo } from 'preact/hooks'
import type { ReportFailure } from '../../src/model/report-page.ts'
import { Marked } from '../parts/marked.tsx'
import { failureLines } from './failure-lines.ts'

interface Props {
  readonly failure: ReportFailure
  /** Shows the moment at which it failed; absent where there is no replay. */
  readonly onReplay: (() => void) | undefined
}

/** Why a run failed, in the words of the terminal. */
export function FailureView({ failure, onReplay }: Props) {
  const lines = useMemo(() => failureLines(failure.text), [failure])
  return (
    <section class="failure" aria-label="Failure">
      {onReplay !== undefined && (
        <button type="button" class="primary" onClick={onReplay}>
          Show it in the replay
        </button>
      )}
      <div tabIndex={0} class="terminal-text">
        {lines.map(({ label, text, marked }, at) => (
          <div key={at} class={label === '' ? 'line' : 'line labelled'}>
            {label !== '' && <b class="label">{label}</b>}
            <Marked text={text} ranges={marked} />
          </div>
        ))}
      </div>
    </section>
  )
}
