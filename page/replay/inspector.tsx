import { useMemo } from 'preact/hooks'
import type { ReportSource } from '../../src/model/report-page.ts'
import { linesOf } from '../../src/text/position.ts'
import { sourceOf } from '../parts/source-of.ts'
import { HexDump } from './hex-dump.tsx'
import { inspect, type InspectedStep, type Inspection } from './inspection.ts'
import { EventsWithoutRow } from './events-without-row.tsx'
import { shortText } from './row-lines.ts'
import { RowLinks } from './row-links.tsx'
import { markWords } from './row-view.tsx'
import type { Scene } from './scene.ts'
import { durationText } from '../parts/duration.ts'
import { clockText } from './time-text.ts'

interface Props {
  readonly scene: Scene
  readonly sources: readonly ReportSource[]
  readonly row: number | undefined
  readonly onSelect: (row: number) => void
  readonly onLine: (file: string | undefined, line: number) => void
}

/** Everything that is known of a row: when and where it came, its bytes, and the step that took it. */
export function Inspector({ scene, sources, row, onSelect, onLine }: Props) {
  const inspection = useMemo(() => (row === undefined ? undefined : inspect(scene, row)), [scene, row])
  return (
    <section class="inspector" aria-label="Details of the row">
      {inspection === undefined ? (
        <p class="hint">Select a row to see its bytes, and the step that took it.</p>
      ) : (
        <>
          <Facts {...{ scene, inspection }} />
          {inspection.step !== undefined && <Took {...{ scene, sources, inspection, onLine }} step={inspection.step} />}
          <Bytes {...{ scene, inspection }} />
          {inspection.step !== undefined && (
            <>
              <RowLinks {...{ scene, onSelect }} title="Came meanwhile" rows={inspection.step.meanwhile} />
              <EventsWithoutRow events={inspection.step.events} />
              <RowLinks
                {...{ scene, onSelect }}
                title={inspection.failed ? 'What the step looked at, in vain' : 'Also of this step'}
                rows={inspection.step.others}
              />
            </>
          )}
        </>
      )}
    </section>
  )
}

function Facts({ scene, inspection: { row, at, stream, without } }: { scene: Scene; inspection: Inspection }) {
  const time = scene.replay.exact ? clockText(at, true) : `${clockText(at).slice(0, -4)} (whole seconds)`
  const mark = markWords[row.mark]
  const what = stream === undefined || mark.includes(stream) ? mark : `${mark} (${stream})`
  const facts = [time, ...(row.lane === '' ? [] : [row.lane]), what]
  return (
    <>
      <p class="inspected">{shortText(row)}</p>
      <p class="row-facts">{facts.join(' · ')}</p>
      {without !== undefined && (
        <p>
          {without === 'unmatched' ? 'Unmatched: no step took it.' : 'A transcript does not say which step took it.'}
        </p>
      )}
    </>
  )
}

interface TookProps extends Omit<Props, 'row' | 'onSelect'> {
  readonly inspection: Inspection
  readonly step: InspectedStep
}

function Took({ scene, sources, inspection, step: inspected, onLine }: TookProps) {
  const { step, number, lasted } = inspected
  const written = linesOf(sourceOf(sources, step)?.text ?? '')[step.line - 1]?.trim()
  return (
    <>
      <dl>
        <dt>Step</dt>
        <dd>
          <button type="button" class="link" onClick={() => onLine(step.file, step.line)}>
            {number} of {scene.replay.steps.length}, line {step.line}
            {step.file !== undefined && ` of ${step.file}`}
          </button>{' '}
          {step.verb}
        </dd>
        <dt>Waited</dt>
        <dd>{waitedText(inspection, inspected)}</dd>
        <dt>Lasted</dt>
        <dd>{durationText(lasted)}</dd>
      </dl>
      {written !== undefined && written !== '' && <p class="written">{written}</p>}
    </>
  )
}

function waitedText({ row, failed }: Inspection, { waited }: InspectedStep): string {
  if (failed) return `${durationText(waited)}, in vain`
  if (waited < 0) return `not at all: it had come ${durationText(-waited)} before the step began`
  return row.mark === '>' ? `${durationText(waited)} until it was sent` : `${durationText(waited)} until it came`
}

function Bytes({ scene, inspection: { row, bytes, at } }: { scene: Scene; inspection: Inspection }) {
  if (bytes.length > 0)
    return (
      <>
        {bytes.map((each) => (
          <HexDump bytes={each} at={at} />
        ))}
      </>
    )
  return <p class="hint">{withoutBytes(scene, row.mark)}</p>
}

function withoutBytes({ replay }: Scene, mark: string): string {
  if (!replay.exact) return 'A transcript has no bytes; the recording of a run has.'
  if (mark === '*' || mark === '#') return 'No bytes passed: this is an event.'
  if (mark === '=') return 'A row of the terminal’s screen as it stood then, which is made of all bytes before.'
  if (replay.bytesLeftOut !== undefined) return 'No bytes of it are here: the report has left out some of this run.'
  return 'No bytes of its own were recorded: the actor printed this line itself.'
}
