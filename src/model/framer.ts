/** Cuts a byte stream into lines. Pure. */
export interface Framer {
  /** `text` lanes are written as text, `bytes` lanes as a hex dump. */
  readonly shows: 'text' | 'bytes'
  /**
   * The next whole line in bytes[from, to), or undefined when there is none yet. `scanned` is how far (≥ from) earlier
   * calls for the same line have looked in vain. The content is bytes[start, end); the line occupies bytes[from, next).
   */
  find(bytes: Uint8Array, from: number, to: number, scanned: number): Cut | undefined
  /** The bytes to send for one line. */
  encode(line: Uint8Array): Uint8Array
  /** The byte that ends every line and stands nowhere else, where there is one: the core may then skip many lines at once. */
  readonly terminator?: number
}

export interface Cut {
  readonly start: number
  readonly end: number
  readonly next: number
}
