import { graphemesOf, widthOf } from '../../src/text/wrap.ts'

/** A stretch of text, and how many cells it takes where its font may have another width. */
export interface Cells {
  readonly text: string
  readonly cells?: number
}

/** Latin, Greek, Cyrillic, punctuation, arrows, box drawing: what common monospaced fonts have, one cell each. */
const common = /^[\x20-\u02ff\u0370-\u052f\u2010-\u2027\u2190-\u21ff\u2500-\u25ff]*$/

/** Cuts a text so that wide characters and emoji stand by themselves, and move nothing behind them. */
export function cellsOf(text: string): Cells[] {
  if (common.test(text)) return [{ text }]
  const found: { text: string; cells?: number }[] = []
  for (const character of graphemesOf(text)) {
    const last = found.at(-1)
    if (!common.test(character)) found.push({ text: character, cells: widthOf(character) })
    else if (last === undefined || last.cells !== undefined) found.push({ text: character })
    else last.text += character
  }
  return found
}
