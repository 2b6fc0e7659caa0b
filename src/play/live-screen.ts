import type { LaneInfo, RawRow } from '../model/event.ts'
import type { Styling } from '../model/screen.ts'
import type { Transcript } from '../model/transcript.ts'
import type { Palette } from '../text/palette.ts'
import { spacedHex } from '../text/spaced-hex.ts'
import { numberedLine } from '../text/numbered-line.ts'
import { printable } from '../text/printable.ts'
import { recordedAt } from '../text/recorded-at.ts'
import { panesAt } from './panes.ts'

export interface Live {
  readonly title: string
  readonly file: string
  readonly startedAt: Date
  readonly lanes: readonly LaneInfo[]
  readonly rows: readonly RawRow[]
  /** The lines of the step that waits for the person, with the number of the first. */
  readonly step?: { readonly line: number; readonly lines: readonly string[] } | undefined
  readonly messages: readonly string[]
  /** What can be done now, or what is being typed. */
  readonly foot: string
}

/** Lines of a step, and of messages, so that panes keep their place. */
const [rowsOfStep, rowsOfMessages] = [3, 4]

/** The screen of a scenario that runs step by step. */
export function liveScreen(
  live: Live,
  palette: Palette & Styling,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): string[] {
  const { step } = live
  const written = Array.from({ length: rowsOfStep }, (_, at) => {
    const line = step?.lines[at]
    return step === undefined || line === undefined
      ? ''
      : `${at === 0 ? palette.bold('▶') : ' '}${numberedLine(step.line + at, line, palette)}`
  })
  const messages = Array.from({ length: rowsOfMessages }, (_, at) => palette.yellow(live.messages[at] ?? ''))
  const head = `${palette.bold(live.title)}  ${palette.dim(live.file)}`
  const room = Math.max(3, rows - 3 - rowsOfStep - rowsOfMessages)
  const panes = panesAt(transcriptOf(live), live.rows.length, palette, { columns, lines: room })
  const blank = Array.from({ length: room - panes.length }, () => '')
  return [head, ...panes, ...blank, ...written, ...messages, live.foot]
}

function transcriptOf({ title, file, startedAt, lanes, rows }: Live): Transcript {
  const recorded = recordedAt(startedAt.toISOString())
  const shown = rows.map(({ at, lane, mark, text }) => ({
    at: Math.floor(at / 1e6),
    lane,
    mark,
    text: typeof text === 'string' ? printable(text) : spacedHex(text),
  }))
  return { title, source: file, recorded, lanes, rows: shown }
}
