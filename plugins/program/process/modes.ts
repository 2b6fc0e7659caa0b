/** What a program has turned on at its terminal that changes what keys send, and where it paints. */
export interface Modes {
  /** Arrows, Home and End send `ESC O x` instead of `ESC [ x` (DECCKM). */
  readonly applicationCursor: boolean
  /** What is pasted stands between two marks (xterm, ctlseqs). */
  readonly bracketedPaste: boolean
  /** What it paints is no line. */
  readonly alternateScreen: boolean
  /** The private modes that are on, of those that a terminal in front of which somebody sits must be in as well. */
  readonly on: ReadonlySet<number>
}

/** The private modes that turn to the alternate screen (xterm, ctlseqs). */
export const alternate: readonly number[] = [47, 1047, 1049]

/** The cursor is shown (DECTCEM), and the keypad sends what it is for and not digits (DECNKM; `ESC =` turns it on). */
const cursor = 25
const keypad = 66
/** What the cursor keys send (DECCKM), and whether a paste has marks around it. */
const applicationCursor = 1
const bracketedPaste = 2004
/** Those that change what a terminal sends: keys, the mouse, its focus, what is pasted; and whether its cursor is shown. */
const mouse = [9, 1000, 1002, 1003, 1005, 1006, 1015, 1016]
const shared: ReadonlySet<number> = new Set([applicationCursor, cursor, keypad, ...mouse, 1004, bracketedPaste])

/** As a terminal is at first. */
export const plainModes: Modes = {
  applicationCursor: false,
  bracketedPaste: false,
  alternateScreen: false,
  on: new Set([cursor]),
}

/** The modes of a terminal, from what was written to it (xterm, ctlseqs: DECSET, DECSTR, RIS). */
export class TerminalModes implements Modes {
  alternateScreen = false
  readonly on = new Set(plainModes.on)

  get applicationCursor(): boolean {
    return this.on.has(applicationCursor)
  }

  get bracketedPaste(): boolean {
    return this.on.has(bracketedPaste)
  }

  /** A control sequence that has a prefix. */
  sequence(final: string, numbers: readonly number[], prefix: string): void {
    if (prefix === '!' && final === 'p') this.#softReset()
    if (prefix !== '?' || (final !== 'h' && final !== 'l')) return
    for (const mode of numbers) this.#turn(mode, final === 'h')
    if (numbers.some((mode) => alternate.includes(mode))) this.alternateScreen = final === 'h'
  }

  /** `ESC x`: DECKPAM, DECKPNM and RIS. */
  escape(final: string): void {
    if (final === 'c') this.#reset()
    if (final === '=' || final === '>') this.#turn(keypad, final === '=')
  }

  #reset(): void {
    this.alternateScreen = false
    this.on.clear()
    this.on.add(cursor)
  }

  #softReset(): void {
    this.on.delete(applicationCursor)
    this.on.delete(keypad)
    this.on.add(cursor)
  }

  #turn(mode: number, on: boolean): void {
    if (!shared.has(mode)) return
    if (on) this.on.add(mode)
    else this.on.delete(mode)
  }
}
