const escape = '\u001b'
/** Hides the cursor and clears the screen (ECMA-48 8.3.39; DECTCEM). */
const begin = `${escape}[?25l${escape}[2J`

/**
 * What a terminal must be sent to show the next screen, where it shows the one before: the lines that differ, each erased first, since a
 * full one leaves the cursor in its last cell.
 */
export function lineChanges<Moment>(linesAt: (moment: Moment) => readonly string[]): (moment: Moment) => string {
  let shown: readonly string[] | undefined
  return (moment) => {
    const lines = linesAt(moment)
    const changed = lines.flatMap((line, index) =>
      line === shown?.[index] ? [] : [`${escape}[${index + 1};1H${escape}[2K${line}`],
    )
    const output = (shown === undefined ? begin : '') + changed.join('')
    shown = lines
    return output
  }
}
