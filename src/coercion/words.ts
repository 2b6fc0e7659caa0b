/** Blanks, a quoted part with its end, an escaped character, or a plain part. */
const piece = /(\s+)|'([^']*)('?)|"((?:\\["\\$`]|[^"])*)("?)|\\([^]?)|([^\s'"\\]+)/g

/**
 * Splits a command into words the way a shell would quote it, and no more: blanks separate, 'single' and "double" quotes keep
 * together, a backslash takes the next character as it is (inside double quotes only before `"`, `\`, `$` and `` ` ``).
 * A quote that is never closed runs to the end: `unclosed` is true then.
 */
export function splitWords(command: string): { readonly words: readonly string[]; readonly unclosed: boolean } {
  const words: string[] = []
  let word: string | undefined
  let unclosed = false
  for (const [, blanks, single, singleEnd, double, doubleEnd, escaped, plain] of command.matchAll(piece)) {
    if (blanks === undefined)
      word = (word ?? '') + (single ?? double?.replaceAll(/\\(["\\$`])/g, '$1') ?? escaped ?? plain ?? '')
    else {
      if (word !== undefined) words.push(word)
      word = undefined
    }
    unclosed ||= singleEnd === '' || doubleEnd === ''
  }
  if (word !== undefined) words.push(word)
  return { words, unclosed }
}
