import { useMemo, useState } from 'preact/hooks'
import type { ReportRun } from '../../src/model/report-page.ts'
import type { Difference, HunkLine, LaneDifference } from '../../src/model/transcript.ts'
import { Marked } from '../parts/marked.tsx'
import { sideBySide, type Pair } from './side-by-side.ts'

interface Props {
  readonly difference: Difference
  /** Both transcripts as a whole. */
  readonly transcripts: ReportRun['transcripts']
}

/** The committed transcript and that of the run beside each other: lane by lane what differs, with a little around it. */
export function DifferenceView({ difference, transcripts }: Props) {
  const { lanes, parts } = difference
  const first = lanes.filter(({ lane }) => lane === parts?.lane)
  const ordered = [...first, ...lanes.filter((lane) => !first.includes(lane))]
  return (
    <section class="difference" aria-label="Difference">
      {parts !== undefined && lanes.length > 1 && (
        <p class="hint">
          They differ first at <b>{parts.lane}</b>.
        </p>
      )}
      {ordered.map((lane) => (
        <Lane key={lane.lane} {...lane} />
      ))}
      {transcripts !== undefined && <Whole {...transcripts} />}
    </section>
  )
}

/** So many rows are drawn at once. */
const rowsAtOnce = 500

function Lane({ lane, hunks }: LaneDifference) {
  const rows = useMemo(
    () => hunks.flatMap((hunk, at): (Pair | undefined)[] => [...(at > 0 ? [undefined] : []), ...sideBySide(hunk)]),
    [hunks],
  )
  const [most, setMost] = useState(rowsAtOnce)
  return (
    <section class="lane-difference" aria-label={lane}>
      <h3>{lane}</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">Committed</th>
            <th scope="col">This run</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, most).map((pair, at) =>
            pair === undefined ? (
              <tr key={at} class="gap">
                <td colSpan={2}>
                  <span aria-label="equal rows are left out">⋯</span>
                </td>
              </tr>
            ) : (
              <tr key={at}>
                <Side line={pair.expected} />
                <Side line={pair.received} />
              </tr>
            ),
          )}
        </tbody>
      </table>
      {rows.length > most && (
        <button type="button" onClick={() => setMost(most + rowsAtOnce)}>
          Show more of {rows.length - most} rows
        </button>
      )}
    </section>
  )
}

function Side({ line }: { readonly line: HunkLine | undefined }) {
  if (line === undefined) return <td class="none" />
  const { side, mark, text, marked = [] } = line
  const sign = { same: '', expected: '−', received: '+' }[side]
  return (
    <td class={side}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>
      {side !== 'same' && (
        <span class="visually-hidden">{side === 'expected' ? 'only committed: ' : 'only in this run: '}</span>
      )}
      <span class="row-mark">{mark}</span> <Marked text={text} ranges={marked} />
    </td>
  )
}

/** Drawn when it is opened: transcripts may be long. */
function Whole({ committed, received }: NonNullable<Props['transcripts']>) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details class="whole" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>Both transcripts as a whole</summary>
      {isOpen && (
        <div class="columns">
          <pre tabIndex={0} aria-label="Committed transcript">
            {committed}
          </pre>
          <pre tabIndex={0} aria-label="Transcript of this run">
            {received}
          </pre>
        </div>
      )}
    </details>
  )
}
