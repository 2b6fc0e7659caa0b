/** The first byte of a record that belongs to a handshake (RFC 8446, 5.1). */
export const handshakeRecord = 0x16

/** The major number of every version in a record, from SSL 3.0 to TLS 1.3. */
const major = 3

/** Whether a line of plain text is the beginning of a handshake: its random bytes may contain the end of a line. */
export function beginsHandshake(line: Uint8Array): boolean {
  return line[0] === handshakeRecord && line[1] === major
}
