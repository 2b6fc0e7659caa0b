import { decodeText, encodeText } from './byte-text.ts'
import { escapeRegex } from './regex.ts'
import { formsOf } from './secret-forms.ts'
import { hasEscapes, replacedThrough, seen } from './through-escapes.ts'

/** A text that must be shown nowhere, and what it is called: `token` is written `<secret.token>`. */
export interface Secret {
  readonly name: string
  readonly value: string
}

/** Fewer bytes do not show what they begin. */
const revealing = 4

/** Bytes at the end of a piece in which the beginning of a secret is looked for through escape sequences. */
const lookedAt = 16 * 1024

/** Stands where something was left out of a text. */
const cutMark = '…'

/** How a secret's place is filled; it is handed the secret's name, and the text at that place. */
type Put = (name: string, found: string) => string
const inBrackets: Put = (name) => `<${name}>`

interface Search {
  readonly pattern: RegExp
  readonly names: ReadonlyMap<string, string>
}

/** Hides secrets, in every form that the tool makes of them. More may become known while a run goes on. */
export class Redactor {
  readonly #names = new Map<string, string>()
  /** There is nothing to hide. */
  isEmpty = true
  #inTexts: Search | undefined
  #inBytes: Search | undefined
  #bytes: readonly Buffer[] | undefined

  constructor(secrets: Iterable<Secret> = []) {
    for (const secret of secrets) this.add(secret)
  }

  /** The first name of a text counts. */
  add({ name, value }: Secret): void {
    if (value === '') return
    this.isEmpty = false
    for (const form of formsOf(value)) if (!this.#names.has(form)) this.#names.set(form, `secret.${name}`)
    this.#inTexts = this.#inBytes = this.#bytes = undefined
  }

  /** Every text that is hidden. */
  get forms(): readonly string[] {
    return [...this.#names.keys()]
  }

  /** The names that stand for secrets, as they are written. */
  get names(): readonly string[] {
    return [...new Set(this.#names.values())].map((name) => `<${name}>`)
  }

  text(text: string, put: Put = inBrackets): string {
    if (this.isEmpty) return text
    const { pattern, names } = (this.#inTexts ??= searchFor(this.#names))
    const whole = text.includes(cutMark) ? this.#withoutPieces(text, put) : text
    return hidden(whole, pattern, (found) => hiddenAs(names.get(found), found, put))
  }

  /** As Latin-1, each byte is one character and comes back as it was. */
  bytes(bytes: Uint8Array): Uint8Array {
    if (this.isEmpty) return bytes
    const { pattern, names } = this.#searchInBytes()
    const text = latin1Of(bytes)
    const shown = hidden(text, pattern, (found) => hiddenAs(names.get(found), found, inBrackets))
    return shown === text ? bytes : Buffer.from(shown, 'latin1')
  }

  #searchInBytes(): Search {
    return (this.#inBytes ??= searchFor(
      new Map([...this.#names].map(([form, name]) => [encodeText(form).toString('latin1'), name])),
    ))
  }

  /** Where secrets stand in these bytes, rising; also one at their end of which only the beginning is there. */
  placesIn(bytes: Uint8Array): { readonly from: number; readonly to: number }[] {
    if (this.isEmpty) return []
    const { pattern, names } = this.#searchInBytes()
    const { text, placeOf } = seen(latin1Of(bytes))
    const places = [...text.matchAll(pattern)]
      .filter(([found]) => names.has(found))
      .map(({ index, 0: found }) => ({ from: placeOf(index), to: placeOf(index + found.length - 1) + 1 }))
    const begun = this.begun(bytes)
    if (begun >= revealing) places.push({ from: bytes.byteLength - begun, to: bytes.byteLength })
    return places
  }

  /** The same plain data with every secret renamed, in texts and bytes. Without secrets, the very same value. */
  hide<T>(value: T): T {
    return this.isEmpty ? value : (this.#hidden(value) as T)
  }

  /** How many of the last bytes may be the beginning of a secret whose rest is still to come, also where escape sequences stand in it. */
  begun(bytes: Uint8Array): number {
    const tail = Buffer.from(bytes.subarray(-lookedAt)).toString('latin1')
    if (!hasEscapes(tail)) return this.#begun(bytes)
    const { text, placeOf } = seen(tail)
    const begun = this.#begun(Buffer.from(text, 'latin1'))
    return begun === 0 ? 0 : tail.length - placeOf(text.length - begun)
  }

  #begun(bytes: Uint8Array): number {
    this.#bytes ??= [...this.#names.keys()].map(encodeText)
    let longest = 0
    for (const secret of this.#bytes) {
      for (let length = Math.min(secret.byteLength - 1, bytes.byteLength); length > longest; length--) {
        const start = bytes.byteLength - length
        if (bytes[start] !== secret[0]) continue
        const end = Buffer.from(bytes.buffer, bytes.byteOffset + start, length)
        if (end.equals(secret.subarray(0, length))) longest = length
      }
    }
    return longest
  }

  /** A text without what may be the beginning of a secret at its end, for one that was cut somewhere. */
  withoutBegun(text: string): string {
    if (this.isEmpty) return text
    const bytes = encodeText(text)
    const begun = this.begun(bytes)
    return begun < revealing ? text : `${decodeText(bytes, 0, bytes.byteLength - begun)}…`
  }

  /** A text that was cut before it came here may show the beginning of a secret in front of the cut, or the end of one behind it. */
  #withoutPieces(text: string, put: Put): string {
    const pieces = text.split(cutMark)
    return pieces
      .map((piece, index) => (index === 0 ? piece : this.#withoutPiece(piece, 'end', put)))
      .map((piece, index) => (index === pieces.length - 1 ? piece : this.#withoutPiece(piece, 'beginning', put)))
      .join(cutMark)
  }

  #withoutPiece(text: string, of: 'beginning' | 'end', put: Put): string {
    let longest = revealing - 1
    let called = ''
    for (const [form, name] of this.#names) {
      for (let length = Math.min(form.length, text.length); length > longest; length--) {
        const found = of === 'beginning' ? text.endsWith(form.slice(0, length)) : text.startsWith(form.slice(-length))
        if (found) [longest, called] = [length, name]
      }
    }
    if (called === '') return text
    return of === 'beginning'
      ? text.slice(0, -longest) + put(called, text.slice(-longest))
      : put(called, text.slice(0, longest)) + text.slice(longest)
  }

  #hidden(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value)
    if (value instanceof Uint8Array) return this.bytes(value)
    if (Array.isArray(value)) return value.map((item) => this.#hidden(item))
    if (value instanceof Set) return new Set([...value].map((item) => this.#hidden(item)))
    if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, this.#hidden(item)]))
    if (typeof value !== 'object' || value === null || isSpan(value)) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#hidden(item)]))
  }
}

const latin1Of = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1')

/** A place is looked up by its file, and shows nothing itself. */
const isSpan = (value: object): boolean => 'file' in value && 'start' in value && 'end' in value

/** A name that stands there already stays, even where it holds the secret itself: what is hidden twice is hidden once. */
const hiddenAs = (name: string | undefined, found: string, put: Put): string =>
  name === undefined ? found : put(name, found)

/** What stands there as it is, and what a terminal would show of it: a program may colour a part of a secret. */
function hidden(text: string, pattern: RegExp, put: (found: string) => string): string {
  const plain = text.replace(pattern, put)
  return hasEscapes(plain) ? replacedThrough(plain, pattern, put) : plain
}

/** A form that holds another one is tried first, so that nothing of it is left. */
function searchFor(names: ReadonlyMap<string, string>): Search {
  const longerFirst = [...names.keys()].sort((a, b) => b.length - a.length)
  const written = [...new Set(names.values())].map((name) => inBrackets(name, '')).filter((name) => !names.has(name))
  return { pattern: new RegExp([...written, ...longerFirst].map(escapeRegex).join('|'), 'g'), names }
}
