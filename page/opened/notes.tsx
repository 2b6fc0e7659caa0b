import type { ComponentChildren } from 'preact'
import type { ReportRun, ReportScenario } from '../../src/model/report-page.ts'
import { CrashTable } from './crash-table.tsx'
import { failureHead } from './failure-head.ts'

interface Props {
  readonly scenario: ReportScenario
  readonly run: ReportRun | undefined
  /** Whether the failure of the run is said in short; false where it is shown as a whole. */
  readonly saysFailure: boolean
}

/** What a reader must know of a scenario before anything else. */
export function Notes({ scenario, run, saysFailure }: Props) {
  const { skipped, knownBug, compared, shaken, problems, warnings = [] } = scenario
  return (
    <>
      {skipped !== undefined && <Note title="Skipped">{skipped}</Note>}
      {knownBug !== undefined && (
        <Note title="Known bug">
          It failed as it says, so it passed. {knownBug.url !== undefined && <Link address={knownBug.url} />}
        </Note>
      )}
      {saysFailure && run?.failure !== undefined && (
        <Note title={failureHead(run)} isBad={knownBug === undefined}>
          {run.failure.message}
        </Note>
      )}
      {run !== undefined && problems.length === 0 && skipped === undefined && <NoReplay run={run} />}
      {run?.replay?.bytesLeftOut !== undefined && (
        <Note title="Not all bytes">
          {run.replay.bytesLeftOut.toLocaleString('en')} bytes at its end are not in this report; the recording has
          them.
        </Note>
      )}
      {warnings.map(({ code, message, hint, file, line }, at) => (
        <Note key={at} title={`Warning ${code}`}>
          {message}
          {file !== undefined && (
            <span class="quiet"> ({[file, line].filter((part) => part !== undefined).join(':')})</span>
          )}
          {hint !== undefined && <span class="quiet"> Help: {hint}</span>}
        </Note>
      ))}
      <ShakenNote shaken={shaken} />
      {compared !== undefined && (
        <details class="note compared">
          <summary>
            <b>How the runs differ</b> {differenceOf(compared)}
          </summary>
          <pre tabIndex={0}>{compared}</pre>
        </details>
      )}
    </>
  )
}

/** What shaking came to; the table stands open, since it is what was asked for. */
function ShakenNote({ shaken }: { readonly shaken: ReportScenario['shaken'] }) {
  if (shaken === undefined) return null
  const { line, crashes } = shaken
  if (crashes === undefined) return <Note title="Shaken">{line}</Note>
  return (
    <details class="note" open>
      <summary>
        <b>Shaken</b> {line}
      </summary>
      <CrashTable {...crashes} />
    </details>
  )
}

/** In one line what sets failed runs apart: the first difference where there is one, else how many passed. */
function differenceOf(compared: string): string {
  const lines = compared.split('\n').map((line) => line.trim())
  return lines.find((line) => line.startsWith('First difference:')) ?? lines.find((line) => line !== '') ?? ''
}

/** Of a run without a recording, what is shown in its place. */
function NoReplay({ run: { noReplay, replay } }: { readonly run: ReportRun }) {
  if (noReplay === undefined) return null
  return replay === undefined ? (
    <Note title="No replay">{noReplay}</Note>
  ) : (
    <Note title="From its transcript">Times are whole seconds, and bytes are not known: {noReplay}</Note>
  )
}

interface NoteProps {
  readonly title: string
  readonly isBad?: boolean
  readonly children: ComponentChildren
}

function Note({ title, isBad = false, children }: NoteProps) {
  return (
    <p class={isBad ? 'note bad' : 'note'}>
      <b>{title}</b> {children}
    </p>
  )
}

/** Only what leads to the web is a link: a scenario can write anything in its place. */
function Link({ address }: { readonly address: string }) {
  if (!/^https?:\/\//i.test(address)) return <bdi>{address}</bdi>
  return (
    <a href={address} target="_blank" rel="noreferrer noopener">
      {address}
    </a>
  )
}
