import { closeSync, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs'

const chunk = 64 * 1024

interface Ears {
  hear(bytes: Uint8Array): void
  /** Another file stands under the name now; the old one has been read to its end. */
  rotated(): void
  /** The file is shorter than what has been read of it. */
  truncated(): void
  removed(): void
  appeared(): void
}

/** Reads what is appended to a file. It keeps the file open, so that one that took its place can never look the same. */
export class Tail {
  readonly #path: string
  readonly #ears: Ears
  #descriptor: number | undefined
  #position = 0
  #gone = false

  constructor(path: string, ears: Ears) {
    this.#path = path
    this.#ears = ears
  }

  get there(): boolean {
    return this.#descriptor !== undefined
  }

  /** Whether more stands in the file than has been heard. */
  get behind(): boolean {
    const now = this.#stat()
    if (now === undefined) return false
    if (this.#descriptor === undefined) return true
    return !this.#same(now) || now.size !== this.#position
  }

  /** What is there already counts as heard. */
  skip(): void {
    this.#open()
    if (this.#descriptor !== undefined) this.#position = fstatSync(this.#descriptor).size
  }

  /** Reads everything that is new. */
  look(): void {
    for (;;) {
      if (this.#descriptor === undefined) {
        if (!this.#open()) return
        this.#ears.appeared()
      }
      this.#read()
      const now = this.#stat()
      if (now === undefined) {
        if (!this.#gone) this.#ears.removed()
        this.#gone = true
        return
      }
      this.#gone = false
      if (this.#same(now)) return
      // What came into the old file between the last read and the look at its name.
      this.#read()
      this.close()
      this.#open()
      this.#ears.rotated()
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  #open(): boolean {
    try {
      this.#descriptor = openSync(this.#path, 'r')
      this.#position = 0
      return true
    } catch {
      return false
    }
  }

  #read(): void {
    if (this.#descriptor === undefined) return
    if (fstatSync(this.#descriptor).size < this.#position) {
      this.#position = 0
      this.#ears.truncated()
    }
    for (;;) {
      const bytes = Buffer.allocUnsafe(chunk)
      const count = readSync(this.#descriptor, bytes, 0, chunk, this.#position)
      if (count === 0) return
      this.#position += count
      this.#ears.hear(bytes.subarray(0, count))
    }
  }

  #stat(): Stats | undefined {
    return statSync(this.#path, { throwIfNoEntry: false })
  }

  #same(now: Stats): boolean {
    if (this.#descriptor === undefined) return false
    const own = fstatSync(this.#descriptor)
    return own.ino === now.ino && own.dev === now.dev
  }
}
