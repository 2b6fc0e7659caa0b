/** What a program has turned on at its terminal that changes what keys send, and where it paints. */
export interface Modes {
  /** Arrows, Home and End send `ESC O x` instead of `ESC [ x` (DECCKM). */
  readonly applicationCursor: boolean
  /** What is pasted stands between two marks (xterm, ctlseqs). */
  readonly bracketedPaste: boolean
  /** What it paints is no line. */
  readonly alternateScreen: boolean
}

/** The private modes that turn to the alternate screen (xterm, ctlseqs). */
export const alternate: readonly number[] = [47, 1047, 1049]

/** As a terminal is at first. */
export const plainModes: Modes = { applicationCursor: false, bracketedPaste: false, alternateScreen: false }

/** The modes of a terminal, from what was written to it (xterm, ctlseqs: DECSET, DECSTR, RIS). */
export class TerminalModes implements Modes {
  applicationCursor = false
  bracketedPaste = false
  alternateScreen = false

  /** A control sequence that has a prefix. */
  sequence(final: string, numbers: readonly number[], prefix: string): void {
    if (prefix === '!' && final === 'p') this.applicationCursor = false
    if (prefix !== '?' || (final !== 'h' && final !== 'l')) return
    if (numbers.includes(1)) this.applicationCursor = final === 'h'
    if (numbers.includes(2004)) this.bracketedPaste = final === 'h'
    if (numbers.some((mode) => alternate.includes(mode))) this.alternateScreen = final === 'h'
  }

  reset(): void {
    this.applicationCursor = false
    this.bracketedPaste = false
    this.alternateScreen = false
  }
}
