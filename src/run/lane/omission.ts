import type { Hash } from 'node:crypto'
import { getBuiltinModule } from 'node:process'

/** The text for lines that a transcript leaves out. */
export interface Sum {
  readonly lines: number
  readonly bytes: number
  readonly sha256: string
}

/** Bytes that are renamed and hashed in one go. */
const inOneGo = 16 * 1024
const endsInWord = (raw: Buffer): boolean => /[\w.]$/.test(raw.toString('latin1', Math.max(0, raw.byteLength - 1)))

/** Few lanes print that much, and loading the module is a good part of a short run's time. */
const sha256 = (): Hash => getBuiltinModule('node:crypto').createHash('sha256')

/** Lines that are left out of a transcript: only their number, size and SHA-256 are kept, under stable names. */
export class Omission {
  at: number
  readonly #rename: (bytes: Buffer) => Uint8Array
  #lines = 0
  #bytes = 0
  #hash = sha256()
  /** The one that was open when this one began, and the hash of both. */
  #before: { readonly open: Omission; readonly hash: Hash } | undefined
  /** Whole lines wait to be hashed until they are many. */
  #unhashed: Buffer[] = []
  #size = 0

  constructor(at: number, rename: (bytes: Buffer) => Uint8Array, open?: Omission) {
    this.at = at
    this.#rename = rename
    if (open === undefined) return
    open.#update()
    this.#before = { open, hash: open.#hash.copy() }
  }

  add(raw: Buffer, lines: number): void {
    this.#lines += lines
    this.#bytes += raw.byteLength
    this.#size += raw.byteLength
    // Behind a letter or a digit a name could be taken for the end of a longer word.
    const now = this.#size >= inOneGo || endsInWord(raw)
    // What waits is a copy: its place in the window is written to anew.
    this.#unhashed.push(now ? raw : Buffer.from(raw))
    if (now) this.#update()
  }

  /** Sums up also what the one that was open before has, if it is open still; false when a row has come in between. */
  join(open: Omission | undefined): boolean {
    const before = this.#before
    if (before === undefined || before.open !== open) return false
    this.#update()
    this.#lines += open.#lines
    this.#bytes += open.#bytes
    this.at = open.at
    this.#hash = before.hash
    this.#before = undefined
    return true
  }

  sum(): Sum {
    this.#update()
    return { lines: this.#lines, bytes: this.#bytes, sha256: this.#hash.digest('hex') }
  }

  #update(): void {
    const [first] = this.#unhashed
    if (first === undefined) return
    const renamed = this.#rename(this.#unhashed.length === 1 ? first : Buffer.concat(this.#unhashed))
    this.#hash.update(renamed)
    this.#before?.hash.update(renamed)
    this.#unhashed = []
    this.#size = 0
  }
}
