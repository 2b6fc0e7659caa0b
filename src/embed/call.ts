import { placedWords, type PlacedWord } from '../coercion/words.ts'
import type { Problem } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import type { OtherWords } from '../text/other-words.ts'
import { own } from '../text/own.ts'
import { didYouMean } from '../text/suggest.ts'
import { invalid, type Block } from './blocks.ts'

/** What must be known of a flag to read it. */
export interface MarkerFlag {
  readonly type: 'boolean' | 'string' | 'number'
  readonly alias?: string
  readonly also?: readonly string[]
  readonly array?: true
  readonly choices?: readonly string[]
}

/** The flags that a block may have, those that only the command line may have, and what people call them elsewhere. */
export interface MarkerFlags {
  readonly flags: Readonly<Record<string, MarkerFlag>>
  readonly others: readonly string[]
  readonly words?: OtherWords
}

/** What a block asks for: the conversation by its name, and values of flags; with the place of each of them. */
export interface BlockCall {
  readonly name: string
  readonly values: Readonly<Record<string, Value>>
  readonly places: ReadonlyMap<string, Span>
}
type Value = string | number | boolean | readonly string[]

/** Reads what a block asks for as the command line would be read; every problem stands at its word. */
export function callOf(
  { call, span: { file }, span }: Block,
  flags: MarkerFlags,
): { readonly call: BlockCall } | { readonly problems: readonly Problem[] } {
  const { words, unclosed } = placedWords(call.text)
  if (unclosed) return { problems: [invalid(spanOf(words.at(-1)!, call.start, file), 'this quote is not closed')] }
  const reader = new Reader(words, flags, (word) => spanOf(word, call.start, file))
  while (reader.next());
  const { names, problems } = reader
  const [name, second] = names
  if (name === undefined && problems.length === 0)
    problems.push(invalid(span, 'this block does not name a scenario', 'such as <!-- scenario: echo -->'))
  // The value of a flag that is not there is a word too many, too.
  if (second !== undefined && problems.length === 0)
    problems.push(invalid(reader.place(second), `“${second.text}” is one word too many`, 'a block shows one scenario'))
  if (name === undefined || problems.length > 0) return { problems }
  const places = new Map([...reader.places, [name.text, reader.place(name)]])
  return { call: { name: name.text, values: reader.values, places } }
}

const spanOf = ({ start, end }: PlacedWord, from: number, file: string): Span => ({
  file,
  start: from + start,
  end: from + end,
})

class Reader {
  readonly names: PlacedWord[] = []
  readonly problems: Problem[] = []
  readonly values: Record<string, Value> = {}
  /** By the flag as it is written in messages (`--width`), and by its value. */
  readonly places = new Map<string, Span>()
  readonly place: (word: PlacedWord) => Span
  readonly #words: readonly PlacedWord[]
  readonly #flags: MarkerFlags
  #at = 0

  constructor(words: readonly PlacedWord[], flags: MarkerFlags, place: (word: PlacedWord) => Span) {
    this.#words = words
    this.#flags = flags
    this.place = place
  }

  /** Reads a word, or a flag with its value; false behind the last one. */
  next(): boolean {
    const word = this.#words[this.#at++]
    if (word === undefined) return false
    const { text } = word
    if (/^--?[a-zA-Z]/.test(text)) this.#flag(word)
    else this.names.push(word)
    return true
  }

  #flag(word: PlacedWord): void {
    const { flags } = this.#flags
    const [, dashes = '', written = '', inline] = /^(--?)([^=]+)(?:=([^]*))?$/.exec(word.text) ?? []
    const name = this.#nameOf(dashes, written)
    const flag = own(flags, name)
    if (flag === undefined) return this.#unknown(word, dashes + written)
    if (Object.hasOwn(this.values, name) && flag.array !== true)
      return this.#refuse(word, `“--${name}” takes one value, and is given twice`, 'leave one out')
    this.places.set(`--${name}`, this.place(word))
    if (flag.type === 'boolean') {
      if (inline !== undefined) return this.#refuse(word, `“--${name}” takes no value`, `write --${name}`)
      this.values[name] = true
      return
    }
    const valued = inline === undefined ? this.#words[this.#at++] : { ...word, text: inline }
    if (valued === undefined || valued.text === '' || (inline === undefined && /^--[a-z]/.test(valued.text)))
      return this.#refuse(word, `“--${name}” has no value`, `such as --${name}${exampleOf(flag)}`)
    this.#value(name, flag, valued)
  }

  #value(name: string, { type, choices, array }: MarkerFlag, word: PlacedWord): void {
    const { text } = word
    this.places.set(text, this.place(word))
    if (type === 'number' && !/^\d+(?:\.\d+)?$/.test(text))
      return this.#refuse(word, `“--${name}” takes a number, and “${text}” is not a number`)
    if (choices !== undefined && !choices.includes(text))
      return this.#refuse(word, `“--${name}” cannot be “${text}”`, didYouMean(text, choices, 'it can be'))
    const before = this.values[name]
    this.values[name] =
      array === true ? [...(Array.isArray(before) ? before : []), text] : type === 'number' ? Number(text) : text
  }

  #nameOf(dashes: string, written: string): string {
    const { flags } = this.#flags
    if (dashes === '--' && Object.hasOwn(flags, written)) return written
    const meant = Object.entries(flags).find(([, { alias, also = [] }]) =>
      dashes === '-' ? alias === written : also.includes(written),
    )
    return meant?.[0] ?? ''
  }

  #unknown(word: PlacedWord, written: string): void {
    const { flags, others, words } = this.#flags
    const name = written.replace(/^-+/, '')
    if (others.includes(name))
      return this.#refuse(word, `a block cannot have “--${name}”`, 'it belongs to the command line')
    const near = didYouMean(name, Object.keys(flags), 'there are', words)?.replaceAll('“', '“--')
    this.#refuse(word, `there is no option “${written}”`, near)
  }

  #refuse(word: PlacedWord, message: string, hint?: string): void {
    this.problems.push(invalid(this.place(word), message, hint))
  }
}

const exampleOf = ({ type, choices }: MarkerFlag): string =>
  choices === undefined ? (type === 'number' ? ' 80' : ' "…"') : ` ${choices[0]}`

/** A problem of what a block asks for at the word that its message names; at the whole comment where it names none. */
export function placedIn({ span }: Block, { places }: BlockCall, problem: Problem): Problem {
  if (problem.span !== undefined) return problem
  const quoted = [...problem.message.matchAll(/“([^”]+)”|(--[a-z][a-z-]*)/g)].map(
    ([, text, flag]) => text ?? flag ?? '',
  )
  const words = [...quoted, ...[...places.keys()].filter((text) => names(problem.message, text))]
  const place = words.map((text) => places.get(text)).find((found) => found !== undefined)
  return { ...problem, span: place ?? span }
}

/** A message may name a value without quotes, and a flag without dashes; short words stand in any sentence. */
const names = (message: string, key: string): boolean =>
  message.includes(key) || (/^--\w{5}/.test(key) && message.includes(key.slice(2)))
