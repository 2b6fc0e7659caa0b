import type { Styling } from '../model/screen.ts'
import { numberedLine } from '../text/numbered-line.ts'
import type { Palette } from '../text/palette.ts'
import { panesAt } from './panes.ts'
import type { Timeline } from './timeline.ts'

export interface Playing {
  readonly timeline: Timeline
  readonly rows: number
  readonly plays: boolean
  readonly speed: number
  /** The lines of the step that has begun, with the number of the first. */
  readonly step?: { readonly line: number; readonly lines: readonly string[] } | undefined
  /** Instead of the keys: what is asked. */
  readonly asks?: string | undefined
}

const keys = 'space pause · left/right row · s step · up/down speed · g time · q quit'
/** Rows of the step that are shown, so that panes keep their place. */
const rowsOfStep = 3

/** The screen of a conversation that is played. */
export function playingScreen(
  { timeline, rows, plays, speed, step, asks }: Playing,
  palette: Palette & Styling,
  { columns, rows: height }: { readonly columns: number; readonly rows: number },
): string[] {
  const { transcript, was } = timeline
  const hasSteps = timeline.steps.length > 0
  const written = Array.from({ length: hasSteps ? rowsOfStep : 0 }, (_, at) => {
    const line = step?.lines[at]
    if (step === undefined || line === undefined) return ''
    return numberedLine(step.line + at, line, palette)
  })
  const time = `${clock(rows === 0 ? 0 : (was[rows - 1] as number))} of ${clock(was.at(-1) ?? 0)}`
  const state = rows === was.length ? 'the end' : plays ? 'playing' : 'paused'
  const head = `${palette.bold(transcript.title)}  ${palette.dim(transcript.source)}`
  const foot = [
    ...written,
    `${palette.bold(time)}  row ${rows} of ${was.length}  ×${speed}  ${state}`,
    asks ?? palette.dim(keys),
  ]
  const room = Math.max(3, height - 2 - foot.length)
  const panes = panesAt(transcript, rows, palette, { columns, lines: room })
  return [head, ...panes, ...Array.from({ length: room - panes.length }, () => ''), ...foot]
}

/** `01:02.345`. */
function clock(milliseconds: number): string {
  const seconds = milliseconds / 1000
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${(seconds % 60).toFixed(3).padStart(6, '0')}`
}
