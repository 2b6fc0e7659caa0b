import type { Styling } from '../model/screen.ts'
import type { Difference, Transcript } from '../model/transcript.ts'
import type { Parting } from '../model/forensics.ts'
import type { Problem } from '../model/problem.ts'
import { layoutPanes } from '../picture/layout.ts'
import { drawTerminal } from '../picture/terminal.ts'
import { allPrintable } from '../text/all-printable.ts'
import type { Palette } from '../text/palette.ts'
import { compareTranscripts } from '../transcript/compare.ts'
import { readTranscript } from '../transcript/read.ts'
import type { Replay } from '../model/replay.ts'
import type { Recorded } from './recorded.ts'
import type { Files, Services } from './services.ts'

/** What reading a transcript or a recording needs. */
export type Reading = { readonly files: Pick<Files, 'read'> } & Pick<Services, 'shown'>

/** A transcript, or why it is none, with the file's text for the excerpt. */
export type Opened =
  | ({
      readonly transcript: Transcript
      /** Of a recording, where it was asked for. */ readonly replay?: Replay
    } & Partial<Pick<Recorded, 'passed' | 'events' | 'lane' | 'steps' | 'times'>>)
  | { readonly problem: Problem; readonly text?: string }

/** How a recording is opened: with its verdict as a row; with the texts of the transcript, to compare it; with what that leaves out; or as a replay, which has its verdict. */
interface Wanted {
  readonly verdict: boolean
  readonly named: boolean
  readonly whole: boolean
  readonly replay: boolean
}

/**
 * Opens a transcript, or a recording (`.jsonl`) as the transcript of its events; with its verdict as a row when it failed. `recording`
 * is one beside a transcript, from which screens and lines have their colours.
 */
export async function openConversation(
  file: string,
  reading: Reading,
  {
    recording,
    verdict = false,
    named = false,
    whole = false,
    replay = false,
  }: Partial<Wanted> & { readonly recording?: string | undefined } = {},
): Promise<Opened> {
  const opened = await openOne(file, reading, { verdict, named, whole, replay })
  if (!('transcript' in opened) || recording === undefined) return opened
  const read = readText(recording, reading)
  if ('problem' in read || !mayHaveStyles.test(read.text)) return opened
  const none = { verdict: false, named: false, whole: false, replay: false }
  const recorded = await fromRecording(read.text, recording, reading, none)
  if (!('transcript' in recorded)) return opened
  const { withStyles } = await import('../transcript/styles.ts')
  return { transcript: withStyles(opened.transcript, allPrintable(recorded.transcript)) }
}

/** Rows of screens, escape sequences, and bytes that may have some: without any of them a recording is not decoded for its colours. */
const mayHaveStyles = /"styles":|\\u001b\[|"base64":/

function readText(file: string, { files }: Reading): { readonly text: string } | { readonly problem: Problem } {
  const read = files.read(file)
  return 'problem' in read ? read : { text: new TextDecoder().decode(read.bytes) }
}

async function openOne(file: string, reading: Reading, wanted: Wanted): Promise<Opened> {
  const read = readText(file, reading)
  if ('problem' in read) return read
  const { text } = read
  const opened = file.endsWith('.jsonl')
    ? await fromRecording(text, file, reading, wanted)
    : readTranscript(text, file, reading.shown(file))
  // The file may come from elsewhere, so what is drawn and compared is made printable.
  return 'transcript' in opened ? allPrintable(opened) : { ...opened, text }
}

async function fromRecording(
  text: string,
  file: string,
  { files, shown }: Reading,
  { verdict, named, whole, replay }: Wanted,
): Promise<Opened> {
  const [{ readRecording }, { verdictRow }, { recorded }] = await Promise.all([
    import('./read-recording.ts'),
    import('../transcript/from-recording.ts'),
    import('./recorded.ts'),
  ])
  const { replayFrom } = replay ? await import('./replay.ts') : {}
  const read = await readRecording(text, file, files, (events) => {
    if (replayFrom === undefined)
      return recorded(events, { named, whole, ending: verdict ? verdictRow(events) : undefined })
    const found = replayFrom(events)
    return found && { transcript: found.transcript, replay: found }
  })
  if ('problem' in read) return read
  if (read.found !== undefined) return read.found
  return {
    problem: {
      code: 'recording-unreadable',
      message: `${shown(file)} has no beginning`,
      span: { file, start: 0, end: 0 },
    },
  }
}

/** How the second file's conversation differs from the first one's, lane by lane. */
export const compare = (expected: Transcript, received: Transcript): Promise<Difference> =>
  compareTranscripts(expected, received)

/**
 * The first difference of two recordings in the order in which everything came, as after runs of which the first one passed and the
 * second did not; undefined where one of them is no recording.
 */
export async function partingOf(
  expected: Exclude<Opened, { problem: Problem }>,
  received: Exclude<Opened, { problem: Problem }>,
): Promise<Parting | undefined> {
  if (expected.events === undefined || received.events === undefined) return undefined
  const { compareRuns } = await import('../forensics/forensics.ts')
  const runs = compareRuns()
  const { lane, events } = received
  const failure = { key: '', status: 'failed', code: '', message: '', ...(lane === undefined ? {} : { lane }) } as const
  runs.add({ run: 1, events: expected.events })
  runs.add({ run: 2, events, failure })
  return runs.result()?.failures[0]?.parting
}

/** A transcript as panes side by side, for a terminal this wide. */
export function draw(
  transcript: Transcript,
  palette: Palette & Styling,
  options: { readonly columns: number; readonly layout: 'rows' | 'columns' },
): string {
  return drawTerminal(layoutPanes(transcript, options), palette)
}
