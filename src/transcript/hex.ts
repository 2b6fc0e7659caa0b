const perRow = 16
const gutter = '  '
/** Rows after the first are set in, so that it is seen where one message ends and the next begins. */
const indent = '  '

/** Bytes in a dump, and names that stand for some of them. */
export type Dumped = readonly (Uint8Array | string)[]

/**
 * Bytes as hex rows with their characters beside them: `30 03 01  0..`. Sixteen a row; what is not a visible ASCII
 * character is a dot. No bytes are one empty row. A name takes the place of one byte, however many it stands for.
 */
export function hexRows(dumped: Dumped): string[] {
  const units = dumped.flatMap((part): (number | string)[] => (typeof part === 'string' ? [part] : [...part]))
  if (units.length <= perRow) return [units.length === 0 ? '' : hexOf(units) + gutter + charactersOf(units)]
  const rows: string[] = []
  for (let from = 0; from < units.length; from += perRow) {
    const part = units.slice(from, from + perRow)
    const set = from === 0 ? hexOf(part) + indent : indent + hexOf(part)
    rows.push(set.padEnd(perRow * 3 - 1 + indent.length) + gutter + charactersOf(part))
  }
  return rows
}

function hexOf(units: readonly (number | string)[]): string {
  return units.map((unit) => (typeof unit === 'string' ? unit : unit.toString(16).padStart(2, '0'))).join(' ')
}

function charactersOf(units: readonly (number | string)[]): string {
  // A backslash would read as the beginning of an escape, a space at the end would be lost: dots too.
  return units
    .map((unit) =>
      typeof unit === 'number' && unit > 0x20 && unit < 0x7f && unit !== 0x5c ? String.fromCharCode(unit) : '.',
    )
    .join('')
}
