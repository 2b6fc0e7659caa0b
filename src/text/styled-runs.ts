/** [start, end) of a text in UTF-16 units, and how it looks. Behind the text each unit is a blank. */
interface Styled<Style> {
  readonly start: number
  readonly end: number
  readonly style: Style
}

/** A text with the blanks behind it that a style colours. */
export function withStyledBlanks(text: string, styles: readonly Styled<unknown>[]): string {
  return text.padEnd(Math.max(0, ...styles.map(({ end }) => end)))
}

/** A text as pieces of one style each, in order; `styles` are in order, and what none of them covers has none. */
export function styledRuns<Style>(
  text: string,
  styles: readonly Styled<Style>[],
): { readonly text: string; readonly style?: Style }[] {
  const runs: { text: string; style?: Style }[] = []
  let at = 0
  const add = (end: number, style?: Style) => {
    if (end > at)
      runs.push({
        text: text.slice(at, end),
        ...(style !== undefined && { style }),
      })
    at = Math.max(at, Math.min(end, text.length))
  }
  for (const { start, end, style } of styles) {
    add(Math.min(start, text.length))
    add(Math.min(end, text.length), style)
  }
  add(text.length)
  return runs
}
