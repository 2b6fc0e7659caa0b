import { fitLine, rowsOf } from './fit-line.ts'

/** Of the terminal, in cells. */
export interface Size {
  readonly columns: number
  readonly rows: number
}

const up = (rows: number): string => (rows > 0 ? `\u001b[${rows}A` : '')
/** Erases what stands behind the cursor: of its line, and of the screen (ECMA-48: EL, ED). */
const [eraseLine, eraseBelow] = ['\u001b[K', '\u001b[J']

/** Lines as they stand on the terminal; each method answers what to write. */
export interface Drawing {
  /** Shows these; only what differs is written. */
  draw(lines: readonly string[], size: Size): string
  /** Removes them, where the terminal has `columns` by now; the next `draw` writes all. */
  erase(columns?: number): string
  /** What it showed is gone from the terminal. */
  forget(): void
}

/**
 * Lines below what was printed, drawn in place. It relies on it that all of its answers are written in order. The cursor waits at the
 * beginning of the last line.
 */
export class Frame implements Drawing {
  #shown: readonly string[] = []

  /** Of more lines than fit, it shows the last ones. */
  draw(lines: readonly string[], { columns, rows }: Size): string {
    const next = lines.slice(-Math.max(1, rows - 1)).map((line) => fitLine(line, columns))
    const before = this.#shown
    this.#shown = next
    if (next.length === before.length && next.every((line, at) => line === before[at])) return ''
    if (next.length === 0) return before.length === 0 ? '' : `${up(before.length - 1)}\r${eraseBelow}`
    let written = up(before.length - 1)
    next.forEach((line, at) => {
      if (at > 0) written += '\r\n'
      if (at >= before.length) written += line
      else if (line !== before[at]) written += `${eraseLine}${line}`
    })
    const isShorter = next.length < before.length
    return `${written}\r${isShorter ? `\r\n${eraseBelow}${up(1)}` : ''}`
  }

  erase(columns?: number): string {
    const shown = this.#shown
    this.#shown = []
    if (shown.length === 0) return ''
    // A terminal that has become narrower shows a line on several rows; the cursor is on the first of the last line.
    const above = shown.slice(0, -1)
    const rows = columns === undefined ? above.length : above.reduce((sum, line) => sum + rowsOf(line, columns), 0)
    return `${up(rows)}\r${eraseBelow}`
  }

  forget(): void {
    this.#shown = []
  }
}

/** Lines from the top of the whole screen; of more than fit the first ones. */
export class FullScreen implements Drawing {
  #shown: readonly string[] | undefined

  draw(lines: readonly string[], { columns, rows }: Size): string {
    const next = lines.slice(0, rows).map((line) => fitLine(line, columns))
    const before = this.#shown ?? []
    let written = this.#shown === undefined ? '\u001b[H\u001b[2J' : ''
    for (let at = 0; at < Math.max(next.length, before.length); at += 1)
      if (next[at] !== before[at]) written += `\u001b[${at + 1};1H${eraseLine}${next[at] ?? ''}`
    this.#shown = next
    return written
  }

  erase(): string {
    this.#shown = undefined
    return ''
  }

  forget(): void {
    this.#shown = undefined
  }
}
