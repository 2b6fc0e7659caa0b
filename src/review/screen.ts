import { writeMask } from '../authoring/insert.ts'
import { printDifference } from '../report/difference.ts'
import type { ReviewHost } from './host.ts'
import type { Item } from './item.ts'
import type { Palette } from '../text/palette.ts'
import type { Proposal } from './propose-for.ts'
import { sidePanes } from './side-panes.ts'
import { numberedLine } from '../text/numbered-line.ts'
import { wrap } from '../text/wrap.ts'

/** What stands on the terminal between two keys. */
export interface Shown {
  readonly item: Item
  /** Counted from 1. */
  readonly number: number
  readonly of: number
  readonly view: 'diff' | 'panes'
  /** Instead of the difference: help, a recording, masks that are proposed. */
  readonly instead?: readonly string[]
  /** The first line of the body that is seen. */
  readonly top: number
  readonly message?: string
  readonly keys: string
}

/** Rows of the step that are shown. */
const mostOfStep = 6

/** The screen of a review, as many lines as there is room for; and the last `top` that makes sense. */
export function screenOf(
  shown: Shown,
  review: ReviewHost,
  { columns, rows }: { readonly columns: number; readonly rows: number },
): { readonly lines: readonly string[]; readonly lastTop: number } {
  const { colours } = review
  const head = [...headOf(shown, review), '']
  const message = wrap(shown.message ?? '', columns)
  const foot = ['', ...message.map((line) => colours.yellow(line)), ...wrap(shown.keys, columns).map(colours.dim)]
  const body = shown.instead ?? bodyOf(shown, review, columns)
  const room = Math.max(1, rows - 1 - head.length - foot.length)
  const lastTop = Math.max(0, body.length - room)
  const top = Math.min(shown.top, lastTop)
  const seen = body.slice(top, top + room)
  const filled = [...seen, ...Array.from({ length: room - seen.length }, () => '')]
  const below = body.length - top - room
  if (below > 0) filled[room - 1] = colours.dim(`… ${below + 1} more lines (down)`)
  return { lines: [...head, ...filled, ...foot], lastTop }
}

function headOf({ item, number, of }: Shown, { colours, host }: ReviewHost): string[] {
  const { seen, step } = item
  const title = 'problem' in seen ? '' : `  ${colours.dim(seen.received.title)}`
  const head = [`${colours.bold(`${number}/${of}`)}  ${colours.bold(item.name)}${title}`]
  if (step === undefined) return head
  const written = step.lines.slice(0, mostOfStep).map((line, at) => numberedLine(step.line + at, line, colours))
  const rest = step.lines.length > mostOfStep ? [colours.dim('     │ …')] : []
  return [
    ...head,
    colours.dim(`first difference at this step of ${host.services.shown(step.file)}:`),
    ...written,
    ...rest,
  ]
}

function bodyOf({ item: { seen }, view }: Shown, { colours }: ReviewHost, columns: number): readonly string[] {
  if ('problem' in seen) return [seen.problem.message, ...(seen.problem.hint === undefined ? [] : [seen.problem.hint])]
  if (view === 'panes') return sidePanes(seen, colours, columns)
  const printed = printDifference(seen.difference, colours, { columns, full: true })
  return printed === '' ? ['only times and the header differ'] : printed.split('\n')
}

export const help: readonly string[] = [
  'a  accept   the new transcript takes the place of the committed one',
  'm  mask     add masks to the scenario that make both the same, and run it to prove them',
  'r  reject   remove the new transcript; the committed one stays',
  's  skip     decide later',
  'z  undo     put everything back as it was before the last decision',
  '',
  'd  the difference as a diff, or side by side',
  'o  the recording of this run, as “scenario show” draws it',
  'e  the scenario in your editor, at the step',
  'up, down, page-up, page-down   scroll',
  'left, right   the one before, the next one, without a decision',
  '',
  'q  quit; what is decided is done, what is not waits on',
]

/** Masks, and what they rename in both conversations. */
export function proposed(
  { masks, renamed }: Extract<Proposal, { masks: unknown }>,
  { red, green, bold, dim }: Palette,
): string[] {
  return [
    'These masks make both the same. The scenario gets them if another run proves them:',
    '',
    ...masks.map((mask) => `  ${bold(writeMask(mask))}`),
    '',
    ...renamed.flatMap(({ lane, expected, received, as }) => [
      dim(lane),
      `  ${red('-')} ${expected}`,
      `  ${green('+')} ${received}`,
      `  = ${as}`,
    ]),
  ]
}
