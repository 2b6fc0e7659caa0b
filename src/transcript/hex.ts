const perRow = 16
const gutter = '  '
/** Rows after the first are set in, so that it is seen where one message ends and the next begins. */
const indent = '  '

/**
 * Bytes as hex rows with their characters beside them: `30 03 01  0..`. Sixteen a row; what is not a visible ASCII
 * character is a dot. No bytes are one empty row.
 */
export function hexRows(bytes: Uint8Array): string[] {
  if (bytes.length <= perRow) return [bytes.length === 0 ? '' : hexOf(bytes) + gutter + charactersOf(bytes)]
  const rows: string[] = []
  for (let from = 0; from < bytes.length; from += perRow) {
    const part = bytes.subarray(from, from + perRow)
    const set = from === 0 ? hexOf(part) + indent : indent + hexOf(part)
    rows.push(set.padEnd(perRow * 3 - 1 + indent.length) + gutter + charactersOf(part))
  }
  return rows
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ')
}

function charactersOf(bytes: Uint8Array): string {
  // A backslash would read as the beginning of an escape, a space at the end would be lost: dots too.
  return Array.from(bytes, (byte) =>
    byte > 0x20 && byte < 0x7f && byte !== 0x5c ? String.fromCharCode(byte) : '.',
  ).join('')
}
