import type { Alias } from '../model/event.ts'

/** Writes a name in the place of a text; what it answers is put there. `identity` asks for a number of its own per text. */
export type Put = (name: string, identity?: string) => string
/** Renames every volatile text that it knows. */
export type Renaming = (text: string, put: Put) => string

export const wordCharacter = String.raw`[\p{L}\p{N}_]`
const isNumber = /^\d+$/
const startsWord = new RegExp(`^${wordCharacter}`, 'u')
const endsWord = new RegExp(`${wordCharacter}$`, 'u')
/** A whole number: no part of a word, of a longer number or of a decimal fraction. */
const wholeNumber = String.raw`(?<!${wordCharacter}|\d[.])\d+(?!${wordCharacter}|[.]\d)`

/** One pass for all aliases, the longer texts first; undefined when there are none. The first name of a text counts. */
export function compileAliases(aliases: readonly Alias[]): Renaming | undefined {
  const names = new Map<string, string>()
  for (const { volatile, name } of aliases) if (volatile !== '' && !names.has(volatile)) names.set(volatile, name)
  if (names.size === 0) return undefined
  const texts = [...names.keys()]
  const alternatives = texts
    .filter((text) => !isNumber.test(text))
    .sort((a, b) => b.length - a.length)
    .map(whole)
  // Thousands of ports would make a slow alternation, so every whole number is looked up instead.
  if (texts.some((text) => isNumber.test(text))) alternatives.push(wholeNumber)
  const pattern = new RegExp(alternatives.join('|'), 'gu')
  return (text, put) =>
    text.replace(pattern, (found) => {
      const name = names.get(found)
      return name === undefined ? found : put(`<${name}>`)
    })
}

/** A regex source (for the `u` flag) that finds a text as a whole word, or a path as a whole beginning of one. */
export function whole(text: string): string {
  const literal = literally(text)
  if (/[/\\]/.test(text)) {
    const open = /[/\\]$/.test(text)
    return String.raw`(?<![\p{L}\p{N}_.-])${literal}${open ? '' : String.raw`(?![\p{L}\p{N}_-]|[.]${wordCharacter})`}`
  }
  return `${startsWord.test(text) ? `(?<!${wordCharacter})` : ''}${literal}${endsWord.test(text) ? `(?!${wordCharacter})` : ''}`
}

/** The text with everything that has a meaning in a regex escaped; right with and without the `u` flag. */
export function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}
