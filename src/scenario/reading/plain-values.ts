import type { YamlEntry, YamlList, YamlMap, YamlNode, YamlScalar } from '../../model/yaml-node.ts'
import { plainValue } from '../../text/plain.ts'
import { withDollars } from './dollars.ts'

/** A plain key of a map; what else YAML takes for one is left to its parser. */
const key = /(?:[A-Za-z_][\w.#/-]*|"[^"\\\n]*")(?=:(?:[ \n]|$))/y
const doubleQuoted = /"(?:[^"\\\n]|\\[\\"/abefnrtv0])*"/y
const singleQuoted = /'(?:[^'\n]|'')*'/y
/** Text without quotes: nothing that begins with, or goes on to, a sign to which YAML gives a meaning. */
const first = String.raw`(?:[^\s\-?:,[\]{}#&*!|>'"%@\`]|-(?=[\w.-]))`
const inBlock = new RegExp(String.raw`${first}(?:[^\n:#]|:(?=[^\s])|(?<=[^\s])#)*`, 'y')
const inFlow = new RegExp(String.raw`${first}(?:[^\n:#,[\]{}]|:(?=[^\s,[\]{}])|(?<=[^\s])#)*`, 'y')

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Reads the values of one line: texts in quotes or without, and lists and maps in brackets. */
export class PlainValues {
  readonly text: string
  readonly file: string
  /** The offset of what is read next. */
  at = 0

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
  }

  /** The value here; undefined for any that only YAML's parser is sure about. */
  value(plain = inBlock, depth = 0): YamlNode | undefined {
    if (depth > 20) return undefined
    switch (this.text[this.at]) {
      case '{':
        return this.#map(depth)
      case '[':
        return this.#list(depth)
      case '"':
        return this.#quoted(doubleQuoted)
      case "'":
        return this.#quoted(singleQuoted)
      default:
        return this.#plain(plain)
    }
  }

  /** The key here, without its colon. */
  key(): { readonly key: string; readonly keySpan: YamlEntry['keySpan'] } | undefined {
    const start = this.at
    const found = this.take(key)
    if (found === undefined) return undefined
    const keySpan = { file: this.file, start, end: this.at }
    return { key: found.startsWith('"') ? found.slice(1, -1) : found, keySpan }
  }

  /** What a sticky regex finds here. */
  take(regex: RegExp): string | undefined {
    regex.lastIndex = this.at
    const found = regex.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  /** Goes past one character, if it is here. */
  skip(character: string): boolean {
    const isHere = this.text[this.at] === character
    if (isHere) this.at++
    return isHere
  }

  blanks(): void {
    while (this.text[this.at] === ' ') this.at++
  }

  #plain(regex: RegExp): YamlScalar | undefined {
    const start = this.at
    const source = this.take(regex)?.trimEnd()
    if (source === undefined) return undefined
    const span = { file: this.file, start, end: start + source.length }
    this.at = span.end
    return { type: 'scalar', value: plainValue(source), source, plain: true, span }
  }

  #quoted(regex: RegExp): YamlScalar | undefined {
    const start = this.at
    const found = this.take(regex)
    if (found === undefined) return undefined
    const inside = found.slice(1, -1)
    const source =
      regex === singleQuoted
        ? inside.replaceAll("''", "'")
        : inside.includes('\\')
          ? inside.replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character)
          : inside
    const span = { file: this.file, start, end: this.at }
    const scalar = { type: 'scalar', value: source, source, plain: false, span } as const
    return source.includes('${') ? withDollars(scalar, this.text) : scalar
  }

  #list(depth: number): YamlList | undefined {
    const start = this.at++
    const items: YamlNode[] = []
    this.blanks()
    while (!this.skip(']')) {
      if (items.length > 0 && !this.#comma()) return undefined
      const item = this.value(inFlow, depth + 1)
      if (item === undefined) return undefined
      items.push(item)
      this.blanks()
    }
    return { type: 'list', items, span: { file: this.file, start, end: this.at } }
  }

  #map(depth: number): YamlMap | undefined {
    const start = this.at++
    const entries: YamlEntry[] = []
    this.blanks()
    while (!this.skip('}')) {
      if (entries.length > 0 && !this.#comma()) return undefined
      const entry = this.#entry(depth)
      if (entry === undefined || has(entries, entry.key)) return undefined
      entries.push(entry)
      this.blanks()
    }
    return { type: 'map', entries, span: { file: this.file, start, end: this.at } }
  }

  #entry(depth: number): YamlEntry | undefined {
    const name = this.key()
    if (name === undefined || !this.skip(':') || !this.skip(' ')) return undefined
    this.blanks()
    const value = this.value(inFlow, depth + 1)
    return value && { key: name.key, keySpan: name.keySpan, value }
  }

  #comma(): boolean {
    const found = this.skip(',')
    this.blanks()
    return found
  }
}

/** A key that stands twice is a mistake, which is found elsewhere. */
export const has = (entries: readonly YamlEntry[], name: string): boolean => entries.some(({ key }) => key === name)
