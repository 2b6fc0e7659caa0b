/** A stretch of text that one font can draw, and where it stands in its run, in cells. */
export interface Piece {
  readonly text: string
  readonly offset: number
  readonly columns: number
}

/** Latin, Greek, Cyrillic, punctuation, arrows, box drawing: what common monospaced fonts have, one cell each. */
const common = /[\x20-\u02ff\u0370-\u052f\u2010-\u2027\u2190-\u21ff\u2500-\u25ff]/
/** Made when it is used: reading its tables takes longer than all else that loading the plugins does. */
let graphemes: Intl.Segmenter | undefined

/**
 * Cuts a run where its font may change: a character from elsewhere stands by itself, so that a wide or missing glyph moves
 * nothing around it. Blanks at the ends are left out.
 */
export function pieces(text: string, widthOf: (text: string) => number): Piece[] {
  const found: { text: string; offset: number; columns: number }[] = []
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
    } else found.push({ text: segment, offset, columns })
    open = plain
    offset += columns
  }
  return found.map(trimmed).filter((piece) => piece.text !== '' && piece.columns > 0)
}

function trimmed({ text, offset, columns }: Piece): Piece {
  const start = text.trimStart()
  const lead = text.length - start.length
  const kept = start.trimEnd()
  return { text: kept, offset: offset + lead, columns: columns - (text.length - kept.length) }
}
