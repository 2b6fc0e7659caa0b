import { counted } from '../../text/counted.ts'
import type { LinePattern, Sequence } from './fault.ts'

/** Where a match stands in a stream: offsets of its first byte and of the one behind its last. */
interface Match {
  readonly start: number
  readonly end: number
}

/** Finds matches in a stream that comes in chunks; every byte is shown to it once, and the same matches are found however they come. */
export interface Finder {
  /** The first match that ends within these bytes, the first of which has this offset. Those behind it are shown again. */
  find(bytes: Buffer, offset: number): Match | undefined
  /** How many bytes at the end of what it has seen may begin a match. */
  readonly undecided: number
  /** What it has looked at in vain, in words: `2 lines`. */
  readonly seen: string
  /** The same as a number. */
  readonly progress: number
}

const newline = 0x0a
/** An unfinished line that is longer is not kept back for what may stand behind it. */
const longestKept = 64 * 1024

/** Finds lines; a match has its line feed. `test` answers undefined when it has given up. */
export class LineFinder implements Finder {
  /** The beginning of an unfinished line. */
  #line: Buffer[] = []
  #length = 0
  #lines = 0
  #over = false
  readonly #test: (line: string) => boolean | undefined

  constructor({ test }: LinePattern, failed: (error: unknown) => void) {
    this.#test = (line) => {
      try {
        return test(line)
      } catch (error) {
        failed(error)
        return undefined
      }
    }
  }

  get undecided(): number {
    return this.#over || this.#length > longestKept ? 0 : this.#length
  }

  get seen(): string {
    return counted(this.#lines, 'line')
  }

  get progress(): number {
    return this.#lines
  }

  find(bytes: Buffer, offset: number): Match | undefined {
    let from = 0
    if (this.#over) return undefined
    for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, from)) {
      const start = offset + from - this.#length
      const line = Buffer.concat([...this.#line, bytes.subarray(from, at)]).toString()
      this.#line = []
      this.#length = 0
      from = at + 1
      const fits = this.#test(line.replace(/\r$/, ''))
      if (fits === true) return { start, end: offset + from }
      this.#lines += 1
      this.#over = fits === undefined
      if (this.#over) return undefined
    }
    if (from < bytes.length) {
      this.#line.push(Buffer.from(bytes.subarray(from)))
      this.#length += bytes.length - from
    }
    return undefined
  }
}

/** Finds bytes that follow each other. */
export class SequenceFinder implements Finder {
  readonly #wanted: readonly (number | undefined)[]
  /** The wanted bytes, when each of them is known. */
  readonly #whole: Buffer | undefined
  /** The last bytes that may begin a match. */
  #tail: Buffer = Buffer.alloc(0)
  #bytes = 0

  constructor({ bytes }: Sequence) {
    this.#wanted = bytes
    this.#whole = bytes.includes(undefined) ? undefined : Buffer.from(bytes as readonly number[])
  }

  get undecided(): number {
    const tail = this.#tail
    for (let from = 0; from < tail.length; from++) if (this.#fits(tail, from)) return tail.length - from
    return 0
  }

  get seen(): string {
    return counted(this.#bytes, 'byte')
  }

  get progress(): number {
    return this.#bytes
  }

  find(bytes: Buffer, offset: number): Match | undefined {
    const all = this.#tail.length === 0 ? bytes : Buffer.concat([this.#tail, bytes])
    const first = offset - this.#tail.length
    const at = this.#indexIn(all)
    if (at === -1) {
      const kept = Math.min(all.length, this.#wanted.length - 1)
      this.#tail = Buffer.from(all.subarray(all.length - kept))
      this.#bytes += bytes.length
      return undefined
    }
    this.#tail = Buffer.alloc(0)
    return { start: first + at, end: first + at + this.#wanted.length }
  }

  #indexIn(bytes: Buffer): number {
    if (this.#whole !== undefined) return bytes.indexOf(this.#whole)
    for (let at = 0; at + this.#wanted.length <= bytes.length; at++) if (this.#fits(bytes, at)) return at
    return -1
  }

  /** From there on the bytes are wanted, as far as they go. */
  #fits(bytes: Buffer, at: number): boolean {
    const length = Math.min(this.#wanted.length, bytes.length - at)
    for (let index = 0; index < length; index++) {
      const wanted = this.#wanted[index]
      if (wanted !== undefined && wanted !== bytes[at + index]) return false
    }
    return true
  }
}
