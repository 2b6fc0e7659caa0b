import type { Styling, StyledRun } from '../model/screen.ts'
import { cut } from '../text/cut.ts'
import { styledRuns, withStyledBlanks } from '../text/styled-runs.ts'

/** A row of a screen, cut to so many cells, as it looks there; `shown` is its text alone, as wide as that. */
export function styledText(
  text: string,
  styles: readonly StyledRun[],
  styled: NonNullable<Styling['styled']>,
  room: number,
): { readonly shown: string; readonly drawn: string } {
  const whole = withStyledBlanks(text, styles)
  const shown = cut(whole, room)
  const kept = shown === whole ? whole.length : shown.length - 1
  const runs = styledRuns(shown.slice(0, kept), styles)
  const drawn = runs.map(({ text, style }) => (style === undefined ? text : styled(text, style))).join('')
  return { shown, drawn: drawn + shown.slice(kept) }
}
