import fastStringWidth from 'fast-string-width'

const ascii = /^[\x20-\x7e]*$/
/** Made at the first text that is not ASCII: it reads Unicode's tables. */
let graphemes: Intl.Segmenter | undefined

/** How many cells of a terminal a text takes. */
export const widthOf = (text: string): number => (ascii.test(text) ? text.length : fastStringWidth(text))

/** A text character by character, as people see them. */
export const graphemesOf = (text: string): Iterable<string> =>
  ascii.test(text) ? text : Array.from(segmenter().segment(text), ({ segment }) => segment)

const segmenter = (): Intl.Segmenter => (graphemes ??= new Intl.Segmenter('en', { granularity: 'grapheme' }))

/**
 * Cuts a text into pieces of at most `columns` cells: behind a space where there is one in the last two thirds of the piece, or where
 * the word behind it fits into a piece of its own, between two characters otherwise; a space at which it breaks may be dropped. There is always one piece; a character wider than `columns` gets one of its own.
 */
export function wrap(text: string, columns: number): string[] {
  const room = Math.max(1, columns)
  if (widthOf(text) <= room) return [text]
  const pieces: string[] = []
  let piece = ''
  let used = 0
  /** Where the piece begins in the text. */
  let start = 0
  for (const character of graphemesOf(text)) {
    const cells = widthOf(character)
    if (used + cells > room && piece !== '') {
      const space = piece.lastIndexOf(' ') + 1
      const breaks = space > piece.length / 3 || (piece.trimStart().includes(' ') && fits(text, start + space, room))
      const cut = character !== ' ' && breaks ? space : piece.length
      pieces.push(piece.slice(0, cut))
      piece = piece.slice(cut)
      start += cut
      used = widthOf(piece)
      if (character === ' ' && piece === '') {
        start += 1
        continue
      }
    }
    piece += character
    used += cells
  }
  return [...pieces, piece]
}

/** Whether the word that begins there takes at most so many cells. */
function fits(text: string, from: number, room: number): boolean {
  // No word that fits is longer, but for marks above letters.
  const [word = ''] = text.slice(from, from + room + 1).split(' ', 1)
  return widthOf(word) <= room
}
