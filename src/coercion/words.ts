/** Blanks, a quoted part with its end, an escaped character, or a plain part. */
const piece = /(\s+)|'([^']*)('?)|"((?:\\["\\$`]|[^"])*)("?)|\\([^]?)|([^\s'"\\]+)/g

/** A word of a command, and where it stands in it: UTF-16 offsets, the end exclusive, quotes included. */
export interface PlacedWord {
  readonly text: string
  readonly start: number
  readonly end: number
}

/**
 * Splits a command into words the way a shell would quote it, and no more: blanks separate, 'single' and "double" quotes keep
 * together, a backslash takes the next character as it is (inside double quotes only before `"`, `\`, `$` and `` ` ``).
 * A quote that is never closed runs to the end: `unclosed` is true then.
 */
export function placedWords(command: string): { readonly words: readonly PlacedWord[]; readonly unclosed: boolean } {
  const words: PlacedWord[] = []
  let word: PlacedWord | undefined
  let unclosed = false
  for (const match of command.matchAll(piece)) {
    const [whole, blanks, single, singleEnd, double, doubleEnd, escaped, plain] = match
    if (blanks === undefined) {
      const added = single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? ''
      const { text, start } = word ?? { text: '', start: match.index }
      word = { text: text + added, start, end: match.index + whole.length }
    } else {
      if (word !== undefined) words.push(word)
      word = undefined
    }
    unclosed ||= singleEnd === '' || doubleEnd === ''
  }
  if (word !== undefined) words.push(word)
  return { words, unclosed }
}

/** The same without places. */
export function splitWords(command: string): { readonly words: readonly string[]; readonly unclosed: boolean } {
  const { words, unclosed } = placedWords(command)
  return { words: words.map(({ text }) => text), unclosed }
}
