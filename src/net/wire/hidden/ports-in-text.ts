/** Digits of a port that the system draws: all have as many. */
const digits = 5

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39
/** A letter, a digit, `_` or a byte of another character: beside a number it says that this is no port. */
const isPartOfWord = (byte: number | undefined): boolean =>
  byte !== undefined && (isDigit(byte) || byte === 0x5f || byte >= 0x80 || (byte >= 0x41 && (byte & 0xdf) <= 0x5a))

/**
 * Puts the ports that stand behind wires into the text of a stream, in the place of those that wires have. The length stays, so that
 * bytes come in the pieces in which they were received.
 */
export class PortsInText {
  readonly #behind: (port: number) => number
  /** The last bytes before, which may begin a number. */
  #before: number[] = []

  /** `behind` answers a number itself that is no port of a wire. */
  constructor(behind: (port: number) => number) {
    this.#behind = behind
  }

  next(bytes: Uint8Array): Uint8Array {
    const before = this.#before
    const all = before.length === 0 ? bytes : Buffer.concat([Uint8Array.from(before), bytes])
    this.#before = [...all.subarray(-digits)]
    let own: Buffer | undefined
    for (let at = Math.max(0, before.length - digits); at + digits <= all.length; at++) {
      if (!isDigit(all[at]) || isPartOfWord(all[at - 1]) || isPartOfWord(all[at + digits])) continue
      const written = Buffer.from(all.subarray(at, at + digits)).toString('latin1')
      const port = String(this.#behind(Number(written)))
      if (port === written || port.length !== digits || !/^\d+$/.test(written)) continue
      own ??= Buffer.from(all)
      own.write(port, at, 'latin1')
    }
    return own === undefined ? bytes : own.subarray(before.length)
  }
}
