import { inAscii, standsAsPort, wholeNumber, wordCharacter } from './ports.ts'
import { escapeRegex } from './regex.ts'

/** Writes a name in the place of a text; what it answers is put there. `identity` asks for a number of its own per text. */
export type Put = (name: string, identity?: string) => string
/** Renames every volatile text that it knows. */
export type Renaming = (text: string, put: Put) => string

const isNumber = /^\d+$/
const digit = /\d/
const isAscii = /^[\0-\x7f]*$/
/** `server.port`, `client.localPort`, `free-port.web`. */
const isPort = /(?:^|[.])free-port[.]|port$/i
/** So many texts are searched for one by one, natively, before bytes are decoded. */
const few = 16

/** Characters of a part at the least: a shorter one could stand anywhere. */
const fewestOfPart = 6

/** Beside a word stands no other; a text that begins or ends with punctuation needs no bound there. */
const wordBegins = `(?:(?<!${wordCharacter})|(?!${wordCharacter}))`
const wordEnds = `(?:(?!${wordCharacter})|(?<!${wordCharacter}))`
/** A path goes on with a slash or is over; a full stop may end the sentence. */
const pathBegins = String.raw`(?<![\p{L}\p{N}_.-])`
const pathEnds = String.raw`(?:(?<=[/\\])|(?![\p{L}\p{N}_-]|[.]${wordCharacter}))`

/**
 * A part of a text, which stands wherever the text does, and is found sooner: a native search stops at each place where the
 * first character stands, and letters stand everywhere.
 */
function rarePartOf(volatile: string): string {
  const at = volatile.search(/[^a-z]/i)
  return at > 0 && volatile.length - at >= fewestOfPart ? volatile.slice(at) : volatile
}

/** What finds the texts: in most texts, which are all ASCII, and in any. */
interface Patterns {
  ascii?: RegExp
  any?: RegExp
}

/** Nearly all scenarios have ports and nothing else to rename. */
const numbers: Patterns = {}

/** Texts that differ from run to run, and the names that stand for them. The first name of a text counts. */
export class Aliases {
  readonly #names = new Map<string, string>()
  readonly #others: string[] = []
  readonly #doubtful: Pick<ReadonlySet<string>, 'has'>
  #hasNumbers = false
  #patterns: Patterns = numbers

  /** A number in `doubtful` is something else in this run, too, so it is a port only where it clearly stands as one. */
  constructor(
    doubtful: Pick<ReadonlySet<string>, 'has'>,
    aliases: Iterable<{ readonly volatile: string; readonly name: string }> = [],
  ) {
    this.#doubtful = doubtful
    for (const { volatile, name } of aliases) this.add(volatile, name)
  }

  add(volatile: string, name: string): void {
    if (volatile === '' || this.#names.has(volatile)) return
    this.#names.set(volatile, name)
    // All whole numbers are one part of the pattern, however many there are.
    if (isNumber.test(volatile) && this.#hasNumbers) return
    if (isNumber.test(volatile)) this.#hasNumbers = true
    else this.#others.push(volatile)
    this.#patterns = this.#others.length === 0 ? numbers : {}
  }

  /** False when none of the texts stands in these bytes, for sure. */
  mayStandIn(bytes: Buffer): boolean {
    if (this.#names.size > few) return true
    for (const volatile of this.#names.keys()) if (bytes.includes(rarePartOf(volatile))) return true
    return false
  }

  /** One pass for all names, the longer texts first. */
  readonly rename: Renaming = (text, put) => {
    if (!this.#mayBeIn(text) || (this.#others.length === 0 && !digit.test(text))) return text
    const pattern = isAscii.test(text)
      ? (this.#patterns.ascii ??= new RegExp(inAscii(this.#source()), 'gu'))
      : (this.#patterns.any ??= new RegExp(this.#source(), 'gu'))
    return text.replace(pattern, (found: string, at: number) => {
      const name = this.#names.get(found)
      if (name === undefined) return found
      const end = at + found.length
      const asPort = isNumber.test(found) && isPort.test(name)
      return asPort && !standsAsPort(text, at, end, this.#doubtful.has(found)) ? found : put(`<${name}>`)
    })
  }

  /** The same for a text; most have none of a few names. */
  #mayBeIn(text: string): boolean {
    if (this.#names.size > few) return true
    for (const volatile of this.#names.keys()) if (text.includes(volatile)) return true
    return false
  }

  #source(): string {
    if (this.#others.length === 0) return wholeNumber
    const alternatives = [wholeOf(this.#others)]
    // Thousands of ports would make a slow alternation, so every whole number is looked up instead.
    if (this.#hasNumbers) alternatives.push(wholeNumber)
    return alternatives.join('|')
  }
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
