/** A stretch of text that one font can draw, and where it stands in its run, in cells. */
export interface Piece {
  readonly text: string
  readonly offset: number
  readonly columns: number
  /** It is one character, which has no distances to others. */
  readonly single?: true
}

/** Latin, Greek, Cyrillic, punctuation, arrows, box drawing: what all faces of our font have, one cell each. */
export const ownCharacters = String.raw`\x20-\x7e\xa0-\xac\xae-\u01c3\u0250-\u02b9\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0400-\u045f\u2010-\u2023\u2026\u2190-\u21ff\u2500-\u25ff`
const common = new RegExp(`[${ownCharacters}]`)
const ascii = /^[\x20-\x7e]*$/
/** Made when it is used: reading its tables takes longer than all else that loading the plugins does. */
let graphemes: Intl.Segmenter | undefined

/**
 * Cuts a run where its font may change: a character from elsewhere stands by itself, so that a wide or missing glyph moves
 * nothing around it. Blanks at the ends are left out.
 */
export function pieces(text: string, widthOf: (text: string) => number): Piece[] {
  if (ascii.test(text)) return shown([{ text, offset: 0, columns: text.length }])
  const found: Writable[] = []
  let offset = 0
  let open = false
  graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of graphemes.segment(text)) {
    const columns = widthOf(segment)
    const plain = segment.length === 1 && common.test(segment)
    const last = found.at(-1)
    if (plain && open && last !== undefined) {
      last.text += segment
      last.columns += columns
    } else found.push({ text: segment, offset, columns, ...(!plain && { single: true }) })
    open = plain
    offset += columns
  }
  return shown(found)
}

type Writable = { -readonly [Key in keyof Piece]: Piece[Key] }

const shown = (all: readonly Piece[]): Piece[] =>
  all.map(trimmed).filter((piece) => piece.text !== '' && piece.columns > 0)

function trimmed({ text, offset, columns, ...more }: Piece): Piece {
  const start = text.trimStart()
  const lead = text.length - start.length
  const kept = start.trimEnd()
  return { text: kept, offset: offset + lead, columns: columns - (text.length - kept.length), ...more }
}
