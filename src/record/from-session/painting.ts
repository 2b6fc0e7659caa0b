// The alternate screen (xterm, ctlseqs: DECSET 47, 1047, 1049), keys of an application (DECCKM), and a move to a row and a column (CUP).
// oxlint-disable-next-line no-control-regex -- escape sequences are what is looked for.
const signs = /\u001b\[(?:\?(47|1047|1049|1)([hl])|(\d+);\d+H)/g

/**
 * Whether a program paints the whole screen, by what it has written until now: it has taken the alternate screen; or it reads keys as an
 * application does, and moves from row to row (dialog).
 */
export class Painting {
  #alternate = false
  #keys = false
  #moves = false

  take(text: string): void {
    for (const [, mode, set, row] of text.matchAll(signs)) {
      if (row !== undefined) this.#moves ||= this.#keys && Number(row) > 1
      else if (mode === '1') {
        this.#keys = set === 'h'
        this.#moves &&= this.#keys
      } else this.#alternate = set === 'h'
    }
  }

  get now(): boolean {
    return this.#alternate || this.#moves
  }

  /** What it paints comes as pieces of lines. */
  get inLines(): boolean {
    return this.#moves && !this.#alternate
  }
}
