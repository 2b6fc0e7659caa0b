/** Private modes of a terminal that are on, by their numbers (xterm, ctlseqs: DECSET). */
export type Modes = ReadonlySet<number>

/** The cursor is shown (DECTCEM). */
export const cursorShown = 25
/** What is pasted stands between two marks. */
export const bracketedPaste = 2004
/** The keypad sends what it is for; more terminals know `ESC =` and `ESC >` (DECKPAM, DECKPNM) than its number (DECNKM). */
const keypad = 66

/** As a terminal is for a shell. */
export const usualModes: Modes = new Set([cursorShown])
/** While keys are read. */
export const readingModes: Modes = new Set([bracketedPaste])

/** What turns those of `before` into those of `after`: first off, then on. */
export function changeModes(before: Modes, after: Modes): string {
  const off = [...before].filter((mode) => !after.has(mode))
  const on = [...after].filter((mode) => !before.has(mode))
  return [...off.map((mode) => turned(mode, false)), ...on.map((mode) => turned(mode, true))].join('')
}

const turned = (mode: number, on: boolean): string =>
  mode === keypad ? `\u001b${on ? '=' : '>'}` : `\u001b[?${mode}${on ? 'h' : 'l'}`
