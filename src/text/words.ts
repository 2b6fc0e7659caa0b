/**
 * Splits a command into words the way a shell would quote it, and no more: blanks separate, 'single' and "double" quotes keep
 * together, a backslash takes the next character as it is (inside double quotes only before `"`, `\`, `$` and `` ` ``).
 * A quote that is never closed runs to the end: `unclosed` says so.
 */
export function splitWords(command: string): { readonly words: readonly string[]; readonly unclosed: boolean } {
  const words: string[] = []
  let word: string | undefined
  let quote = ''
  for (let at = 0; at < command.length; at++) {
    const char = command[at] ?? ''
    if (quote === "'") {
      if (char === quote) quote = ''
      else word += char
    } else if (char === '\\' && (quote === '' || /["\\$`]/.test(command[at + 1] ?? ''))) {
      word = (word ?? '') + (command[++at] ?? '')
    } else if (quote === '"') {
      if (char === quote) quote = ''
      else word += char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (/\s/.test(char)) {
      if (word !== undefined) words.push(word)
      word = undefined
    } else {
      word = (word ?? '') + char
    }
  }
  if (word !== undefined) words.push(word)
  return { words, unclosed: quote !== '' }
}
