import { Buffer } from 'node:buffer'

const lineFeed = 0x0a
const carriageReturn = 0x0d

/** Cuts what a server hears into lines for its own use (`\n`, one `\r` before it dropped), wherever the chunks are cut. */
export class Lines {
  /** Beginnings of the line that is not whole yet. */
  #rest: Buffer[] = []
  readonly #line: (line: string, next: number) => void

  /** `line` is called for each whole line, with the place behind it in the chunk that ended it. */
  constructor(line: (line: string, next: number) => void) {
    this.#line = line
  }

  push(chunk: Buffer): void {
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      if (this.#rest.length === 0) this.#line(textOf(chunk, from, at), at + 1)
      else {
        this.#rest.push(chunk.subarray(from, at))
        const whole = Buffer.concat(this.#rest)
        this.#rest = []
        this.#line(textOf(whole, 0, whole.length), at + 1)
      }
      from = at + 1
    }
    if (from < chunk.length) this.#rest.push(from === 0 ? chunk : chunk.subarray(from))
  }

  /** An unfinished rest is a line, too. */
  end(): void {
    if (this.#rest.length === 0) return
    const rest = Buffer.concat(this.#rest)
    this.#rest = []
    this.#line(rest.toString(), 0)
  }
}

function textOf(bytes: Buffer, from: number, end: number): string {
  return bytes.toString('utf8', from, end > from && bytes[end - 1] === carriageReturn ? end - 1 : end)
}
