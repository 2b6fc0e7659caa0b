import { alternate } from '../process/modes.ts'
import { WrittenLine } from './line.ts'

/** What a terminal writes on: lines that are received, or the alternate screen, of which nothing is. */
export class Pages {
  /** Where the cursor is. */
  line: WrittenLine
  readonly #lines: WrittenLine
  readonly #page: WrittenLine

  constructor(size: { readonly cols: number; readonly rows: number }, print: (text: string) => void) {
    this.#lines = new WrittenLine(size, print)
    this.#page = new WrittenLine(size, () => {})
    this.line = this.#lines
  }

  /** `CSI ? modes h` sets private modes, `CSI ? modes l` takes them away. */
  mode(final: string, modes: readonly number[]): void {
    if ((final === 'h' || final === 'l') && modes.some((mode) => alternate.includes(mode)))
      this.#turnTo(final === 'h' ? this.#page : this.#lines)
  }

  reset(): void {
    this.#turnTo(this.#lines)
  }

  resize(cols: number, rows: number): void {
    this.#lines.resize(cols, rows)
    this.#page.resize(cols, rows)
  }

  end(): void {
    this.#lines.end()
  }

  #turnTo(next: WrittenLine): void {
    this.line.leave(0)
    this.line = next
  }
}
