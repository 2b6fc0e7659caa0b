import type { Alias } from '../model/event.ts'
import { standsAsPort, wholeNumber } from '../text/ports.ts'
import { escapeRegex } from '../text/regex.ts'

/** Writes a name in the place of a text; what it answers is put there. `identity` asks for a number of its own per text. */
export type Put = (name: string, identity?: string) => string
/** Renames every volatile text that it knows. */
export type Renaming = (text: string, put: Put) => string

export const wordCharacter = String.raw`[\p{L}\p{N}_]`
const isNumber = /^\d+$/
/** `server.port`, `client.localPort`, `free-port.web`. */
const isPort = /(?:^|[.])free-port[.]|port$/i

/** Beside a word stands no other; a text that begins or ends with punctuation needs no bound there. */
const wordBegins = `(?:(?<!${wordCharacter})|(?!${wordCharacter}))`
const wordEnds = `(?:(?!${wordCharacter})|(?<!${wordCharacter}))`
/** A path goes on with a slash or is over; a full stop may end the sentence. */
const pathBegins = String.raw`(?<![\p{L}\p{N}_.-])`
const pathEnds = String.raw`(?:(?<=[/\\])|(?![\p{L}\p{N}_-]|[.]${wordCharacter}))`

/**
 * One pass for all aliases, the longer texts first; undefined when there are none. The first name of a text counts. A number in
 * `doubtful` is something else in this run, too, so it is a port only where it clearly stands as one.
 */
export function compileAliases(aliases: readonly Alias[], doubtful: ReadonlySet<string>): Renaming | undefined {
  const names = new Map<string, string>()
  for (const { volatile, name } of aliases) if (volatile !== '' && !names.has(volatile)) names.set(volatile, name)
  if (names.size === 0) return undefined
  const texts = [...names.keys()]
  const others = texts.filter((text) => !isNumber.test(text))
  const alternatives = others.length === 0 ? [] : [wholeOf(others)]
  // Thousands of ports would make a slow alternation, so every whole number is looked up instead.
  if (others.length < texts.length) alternatives.push(wholeNumber)
  const pattern = new RegExp(alternatives.join('|'), 'gu')
  return (text, put) =>
    text.replace(pattern, (found: string, at: number) => {
      const name = names.get(found)
      if (name === undefined) return found
      if (isNumber.test(found) && isPort.test(name) && !standsAsPort(text, at, at + found.length, doubtful.has(found)))
        return found
      return put(`<${name}>`)
    })
}

/**
 * A regex source (for the `u` flag) that finds any of these texts as whole words, and paths as whole beginnings of longer ones,
 * the longer texts first. Texts of a kind share their bounds, since only then can the regex engine join what they have in
 * common; a path goes first, for no word can be longer than a path that begins at the same place.
 */
export function wholeOf(texts: readonly string[]): string {
  const longerFirst = [...texts].sort((a, b) => b.length - a.length)
  const paths = longerFirst.filter((text) => /[/\\]/.test(text)).map(escapeRegex)
  const words = longerFirst.filter((text) => !/[/\\]/.test(text)).map(escapeRegex)
  const found: string[] = []
  if (paths.length > 0) found.push(`${pathBegins}(?:${paths.join('|')})${pathEnds}`)
  if (words.length > 0) found.push(`${wordBegins}(?:${words.join('|')})${wordEnds}`)
  return found.join('|')
}
