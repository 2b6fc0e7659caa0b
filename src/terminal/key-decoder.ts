import type { Key } from './key.ts'
import { keyOfCharacter, keyOfSequence } from './key-names.ts'

const [pasteBegins, pasteEnds] = ['200~', '\u001b[201~']
/** A control sequence: parameters, intermediates, a final character (ECMA-48, 5.4); SS3 takes one character, or parameters before it. */
const sequence = new RegExp(String.raw`^\u001b{1,2}(?:\[(\[[A-E]|[0-?]*[ -/]*[@-~])|O([0-9;]*[A-Za-z]))`)
/** What may become one when more comes. */
const beginning = new RegExp(String.raw`^\u001b{1,2}(?:\[(?:\[|[0-?]*[ -/]*)|O[0-9;]*)?$`)

/** Bytes of a terminal as keys, wherever they are cut into chunks. */
export class KeyDecoder {
  readonly #decoder = new TextDecoder()
  #rest = ''
  #pasted: string | undefined

  /** The keys that are whole by now. */
  take(bytes: Uint8Array): Key[] {
    this.#rest += this.#decoder.decode(bytes, { stream: true })
    return this.#whole(false)
  }

  /** True when an Escape has come that may be a key of its own, or the beginning of another. */
  get open(): boolean {
    return this.#pasted === undefined && this.#rest !== ''
  }

  /** Nothing more came: an Escape is the key. */
  flush(): Key[] {
    return this.#pasted === undefined ? this.#whole(true) : []
  }

  #whole(isEnd: boolean): Key[] {
    const keys: Key[] = []
    while (this.#rest !== '') {
      const key = this.#pasted === undefined ? this.#next(isEnd) : this.#paste()
      if (key === undefined) break
      if (key !== 'nothing') keys.push(key)
    }
    return keys
  }

  #next(isEnd: boolean): Key | 'nothing' | undefined {
    const rest = this.#rest
    if (rest[0] !== '\u001b') return typed(this.#cut(characterOf(rest)))
    const found = sequence.exec(rest)
    if (found === null) {
      if (beginning.test(rest) && !isEnd) return undefined
      return this.#escaped(rest)
    }
    const [whole, after, afterO] = found
    this.#cut(whole)
    const body = after ?? afterO ?? ''
    if (body === pasteBegins) {
      this.#pasted = ''
      return 'nothing'
    }
    const name = /^\[[A-E]$/.test(body) ? `f${body.charCodeAt(1) - 0x40}` : keyOfSequence(body)
    if (name === undefined) return 'nothing'
    return { name: whole.startsWith('\u001b\u001b') ? withAlt(name) : name }
  }

  /** An Escape that begins no sequence: Alt and the character behind it, or the key. */
  #escaped(rest: string): Key {
    this.#cut('\u001b')
    if (rest.length === 1 || rest[1] === '\u001b') return { name: 'escape' }
    return { name: withAlt(keyOfCharacter(this.#cut(characterOf(rest.slice(1))))) }
  }

  #paste(): Key | undefined {
    const end = this.#rest.indexOf(pasteEnds)
    if (end === -1) return undefined
    const text = this.#rest.slice(0, end).replaceAll(/\r\n?/g, '\n')
    this.#rest = this.#rest.slice(end + pasteEnds.length)
    this.#pasted = undefined
    return { name: 'paste', text }
  }

  #cut(piece: string): string {
    this.#rest = this.#rest.slice(piece.length)
    return piece
  }
}

const characterOf = (text: string): string => String.fromCodePoint(text.codePointAt(0) as number)

function typed(character: string): Key {
  const name = keyOfCharacter(character)
  if (name === 'space') return { name, text: ' ' }
  return name === character ? { name, text: character } : { name }
}

/** What is held down stands in the order in which a scenario writes it. */
const withAlt = (name: string): string =>
  name.startsWith('ctrl-') ? `ctrl-alt-${name.slice('ctrl-'.length)}` : `alt-${name}`
