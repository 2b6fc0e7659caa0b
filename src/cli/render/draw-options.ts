import type { DrawOptions, Pace, Theme } from '../../model/format.ts'
import type { Problem } from '../../model/problem.ts'
import { readStretch, type Choice, type Stretch } from '../../pipeline/open-to-draw.ts'
import { cut } from '../../text/cut.ts'
import { printable } from '../../text/printable.ts'
import type { choiceFlags } from '../shared-flags.ts'
import type { Values } from '../options.ts'
import { usage } from '../usage.ts'
import type { renderFlags } from '../render-flags.ts'

/** Flags that say how a picture looks. */
export type PictureFlags = Partial<
  Pick<Values<typeof renderFlags>, 'theme' | 'font-size' | 'layout' | 'pace' | 'width'>
>
/** Flags that choose what is drawn. */
export type ChoiceFlags = Partial<Values<typeof choiceFlags>> & { readonly title?: string | undefined }

/** What the flags of a picture say; or which of them says nothing that can be drawn. */
export function drawOptionsOf({
  theme,
  layout,
  pace,
  width,
  'font-size': fontSize,
}: PictureFlags): { readonly options: DrawOptions } | { readonly problem: Problem } {
  const wrong = wrongNumber('width', width, [1, 10_000]) ?? wrongNumber('font-size', fontSize, [4, 200])
  if (wrong !== undefined) return { problem: wrong }
  return {
    options: {
      ...(width === undefined ? {} : { width: Math.floor(width) }),
      ...(fontSize === undefined ? {} : { fontSize }),
      ...(theme === undefined ? {} : { theme: theme as Theme }),
      ...(layout === undefined ? {} : { layout: layout as 'columns' | 'rows' }),
      ...(pace === undefined ? {} : { pace: pace as Pace }),
    },
  }
}

function wrongNumber(
  name: string,
  value: number | undefined,
  [least, most]: readonly [number, number],
): Problem | undefined {
  if (value === undefined || (value >= least && value <= most)) return undefined
  const message = Number.isNaN(value) ? `--${name} is not a number` : `--${name} ${value} is not in ${least} to ${most}`
  return { code: 'usage', message, hint: `give it a number from ${least} to ${most}` }
}

/** Which part of a conversation the flags choose. */
export function choiceOf({
  title,
  lanes,
  steps,
  lines,
}: ChoiceFlags): { readonly choice: Choice } | { readonly problem: Problem } {
  if (steps !== undefined && lines !== undefined)
    return usage('--steps and --lines cannot be used together', 'choose one of them')
  const stretches: { steps?: Stretch; lines?: Stretch } = {}
  for (const [name, written] of Object.entries({ steps, lines })) {
    if (written === undefined) continue
    const stretch = readStretch(written)
    if (stretch === undefined)
      return usage(`--${name} “${printable(cut(written, 40))}” is not a range`, 'such as 3..7, 3.., ..7 or 3')
    stretches[name as 'steps' | 'lines'] = stretch
  }
  const names = lanes?.flatMap((each) => each.split(',')).map((each) => each.trim())
  if (names?.includes('') === true) return usage('--lanes has a lane without a name', 'such as --lanes client,server#1')
  return { choice: { ...(title === undefined ? {} : { title }), ...(names && { lanes: names }), ...stretches } }
}

/** True where a recording is needed, since a transcript does not say which step a row belongs to. */
export const isOfSteps = ({ steps, lines }: Choice): boolean => steps !== undefined || lines !== undefined
