/** How often lines end with CR LF, and how often with LF alone. */
export interface LineEnds {
  readonly crlf: number
  readonly lf: number
  /** The stream ends with a line end. */
  readonly ended: boolean
}

export function lineEndsOf(streams: readonly Uint8Array[]): LineEnds {
  let crlf = 0
  let lf = 0
  let ended = true
  for (const bytes of streams) {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
      if (at > 0 && bytes[at - 1] === 13) crlf++
      else lf++
    }
    if (bytes.length > 0 && bytes.at(-1) !== 10) ended = false
  }
  return { crlf, lf, ended }
}
