import type { Source, Span } from '../../model/span.ts'
import type { YamlEntry, YamlList, YamlNode, YamlScalar } from '../../model/yaml-node.ts'
import { plainValue } from '../../text/plain.ts'
import { withDollars } from './dollars.ts'

/** Other whitespace, control characters and what YAML does not take as it is. */
const unusualCharacter =
  /[^\n\x20-\x7e\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff\ud800-\udfff\ue000-\ufdff]/
const largest = 200_000
const deepest = 40
const longestMap = 200
/** A key is at most 1,024 characters long in YAML. */
const longestKey = 1000
/** What begins a plain scalar in the usual forms; a dash does before a letter or a digit. */
const plainBegin = /[\w$/~+=^(<;\\]|[^\n\x20-\x7e]|-(?=\w)|\.(?!\.\.)/y
const inQuotes = { '"': /"(?:[^"\\\n]|\\["\\/nrt0])*"/y, "'": /'(?:[^'\n]|'')*'/y }
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' }

/** Thrown where another form begins; it is no mistake. */
const unusual = new Error('a form for the library')

/**
 * Reads YAML as most scenarios are written: maps, lists and texts, each text on one line, no comments, tags or anchors. The answer is
 * that of `TreeReader`, in a tenth of its time. Undefined for whatever is written otherwise, mistakes included.
 */
export function readUsual(source: Source): YamlNode | undefined {
  const { text } = source
  if (text.length > largest || unusualCharacter.test(text)) return undefined
  try {
    return new UsualReader(source).read()
  } catch (error) {
    if (error === unusual) return undefined
    throw error
  }
}

const endsKey = (next: string | undefined): boolean => next === ' ' || next === '\n' || next === undefined

class UsualReader {
  private readonly file: string
  private readonly text: string
  private at = 0
  private depth = 0
  /** Lines of a map in braces, or of a list in brackets, begin behind this column. */
  private indent = 0

  constructor({ file, text }: Source) {
    this.file = file
    this.text = text
  }

  read(): YamlNode {
    const root = this.block(0)
    if (this.at < this.text.length || root.type !== 'map') throw unusual
    return root
  }

  /** A map or a list whose entries begin in this column, or a value on one line; `at` stands at its first character. */
  private block(column: number): YamlNode {
    if (++this.depth > deepest) throw unusual
    const node = this.beginsItem() ? this.list(column) : this.mapOrScalar(column)
    this.depth--
    return node
  }

  private beginsItem(): boolean {
    return this.text.startsWith('- ', this.at)
  }

  private list(column: number): YamlList {
    const start = this.at
    const items: YamlNode[] = []
    do {
      const dash = this.at++
      this.skipBlanks()
      items.push(this.block(column + this.at - dash))
    } while (this.standsAt(column) && this.beginsItem())
    return { type: 'list', items, span: this.span(start, items.at(-1)!.span.end) }
  }

  private mapOrScalar(column: number): YamlNode {
    const start = this.at
    this.indent = column
    const first = this.value(false)
    if (!this.takesColon()) {
      this.endLine()
      return first
    }
    const entries: YamlEntry[] = []
    let key = first
    for (;;) {
      this.add(entries, key, () => this.behindKey(column))
      if (!this.standsAt(column)) break
      if (this.beginsItem()) throw unusual
      key = this.value(false)
      if (!this.takesColon()) throw unusual
    }
    return { type: 'map', entries, span: this.span(start, entries.at(-1)!.value.span.end) }
  }

  private add(entries: YamlEntry[], key: YamlNode, value: () => YamlNode): void {
    if (key.type !== 'scalar' || (key.plain && key.source === '<<')) throw unusual
    if (entries.length === longestMap || entries.some((entry) => entry.key === key.source)) throw unusual
    entries.push({ key: key.source, keySpan: key.span, value: value() })
  }

  private behindKey(column: number): YamlNode {
    this.skipBlanks()
    if (this.at < this.text.length && this.text[this.at] !== '\n') {
      this.indent = column
      const value = this.value(false)
      this.endLine()
      return value
    }
    this.endLine()
    const inner = this.column()
    if (inner > column || (inner === column && this.beginsItem())) return this.block(inner)
    throw unusual
  }

  /** The column of the next text, `at` being at the beginning of its line, which becomes its place; -1 behind the last line. */
  private column(): number {
    const begin = this.text.lastIndexOf('\n', this.at - 1) + 1
    return this.at >= this.text.length ? -1 : this.at - begin
  }

  /** Whether the next text begins in this column; none may begin further in than what it could belong to. */
  private standsAt(column: number): boolean {
    const next = this.column()
    if (next > column) throw unusual
    return next === column
  }

  /** Goes on to the next text; what else stands on this line is another form. */
  private endLine(): void {
    this.skipBlanks()
    if (this.at < this.text.length && this.text[this.at] !== '\n') throw unusual
    while (this.at < this.text.length && (this.text[this.at] === '\n' || this.text[this.at] === ' ')) this.at++
  }

  private skipBlanks(): void {
    while (this.text[this.at] === ' ') this.at++
  }

  /** A colon with a blank or the end of the line behind it, on the same line. */
  private takesColon(): boolean {
    if (this.text[this.at] !== ':') return false
    if (!endsKey(this.text[this.at + 1])) throw unusual
    this.at++
    return true
  }

  private value(inFlow: boolean): YamlNode {
    const first = this.text[this.at]
    if (first === '{' || first === '[') return this.flow(first === '{')
    if (first === '"' || first === "'") return this.quoted(first)
    return this.plain(inFlow)
  }

  private flow(isMap: boolean): YamlNode {
    const start = this.at++
    if (++this.depth > deepest) throw unusual
    const entries: YamlEntry[] = []
    const items: YamlNode[] = []
    const end = isMap ? '}' : ']'
    this.skipLines()
    if (this.text[this.at] !== end) {
      do {
        this.skipLines()
        const first = this.value(true)
        if (isMap) this.add(entries, first, () => this.behindFlowKey())
        else items.push(first)
        this.skipLines()
      } while (this.text[this.at] === ',' && this.at++ > 0)
      if (this.text[this.at] !== end) throw unusual
    }
    this.at++
    this.depth--
    const span = this.span(start, this.at)
    return isMap ? { type: 'map', entries, span } : { type: 'list', items, span }
  }

  private behindFlowKey(): YamlNode {
    if (!this.takesColon()) throw unusual
    this.skipLines()
    return this.value(true)
  }

  private skipLines(): void {
    const before = this.at
    while (this.text[this.at] === ' ' || this.text[this.at] === '\n') this.at++
    if (this.text.slice(before, this.at).includes('\n') && this.column() <= this.indent) throw unusual
  }

  private quoted(quote: '"' | "'"): YamlScalar {
    const pattern = inQuotes[quote]
    pattern.lastIndex = this.at
    const [whole] = pattern.exec(this.text) ?? []
    if (whole === undefined) throw unusual
    const inner = whole.slice(1, -1)
    const source =
      quote === "'" ? inner.replaceAll("''", "'") : inner.replaceAll(/\\(.)/g, (_, of: string) => escapes[of] ?? of)
    return this.scalar(whole.length, source, false)
  }

  private plain(inFlow: boolean): YamlScalar {
    plainBegin.lastIndex = this.at
    if (!plainBegin.test(this.text)) throw unusual
    const end = this.endOfPlain(inFlow)
    const source = this.text.slice(this.at, end)
    return this.scalar(source.length, source, true)
  }

  private endOfPlain(inFlow: boolean): number {
    const { text } = this
    let [at, end] = [this.at, this.at]
    for (; at < text.length; at++) {
      const char = text[at]!
      if (char === '\n' || (char === ':' && endsKey(text[at + 1]))) break
      if (inFlow && ',[]{}'.includes(char)) break
      if (char === '#' && text[at - 1] === ' ') throw unusual
      if (inFlow && char === ':' && ',[]{}'.includes(text[at + 1]!)) throw unusual
      if (char !== ' ') end = at + 1
    }
    return end
  }

  private scalar(length: number, source: string, plain: boolean): YamlScalar {
    const start = this.at
    this.at += length
    if (length > longestKey && this.text[this.at] === ':') throw unusual
    const span = this.span(start, this.at)
    const node = { type: 'scalar', value: plain ? plainValue(source) : source, source, plain, span } as const
    return source.includes('${') ? withDollars(node, this.text) : node
  }

  private span(start: number, end: number): Span {
    return { file: this.file, start, end }
  }
}
