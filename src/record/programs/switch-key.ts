const [pasteBegins, pasteEnds] = ['\u001b[200~', '\u001b[201~']

/** The byte that `ctrl-g` types; undefined for what is no letter with Ctrl, or has a use of its own (`ctrl-m` is Enter). */
export function switchByte(key: string): number | undefined {
  const letter = /^ctrl-([a-z])$/.exec(key)?.[1]
  return letter === undefined || 'hijm'.includes(letter) ? undefined : letter.charCodeAt(0) - 0x60
}

/** Finds the switch key in what is typed, wherever that is cut into chunks; in a paste it is a byte like any other. */
export class SwitchKey {
  readonly #byte: number
  /** The newest bytes, as many as the marks of a paste have. */
  #newest = ''
  #pasting = false

  constructor(byte: number) {
    this.#byte = byte
  }

  /** What stands before the first switch key, and what behind it; undefined where there is none. */
  cut(bytes: Uint8Array): { readonly before: Uint8Array; readonly behind: Uint8Array | undefined } {
    for (const [at, byte] of bytes.entries()) {
      if (byte === this.#byte && !this.#pasting) {
        this.#newest = ''
        return { before: bytes.subarray(0, at), behind: bytes.subarray(at + 1) }
      }
      this.#newest = (this.#newest + String.fromCharCode(byte)).slice(-pasteBegins.length)
      if (this.#newest === pasteBegins) this.#pasting = true
      else if (this.#newest === pasteEnds) this.#pasting = false
    }
    return { before: bytes, behind: undefined }
  }
}
