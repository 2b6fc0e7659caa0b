import type { Source } from '../../model/span.ts'
import type { YamlEntry, YamlList, YamlNode } from '../../model/yaml-node.ts'
import { endsKey, unusual, UsualScalars } from './usual-scalars.ts'

/** Other whitespace, control characters and what YAML does not take as it is. */
const unusualCharacter =
  /[^\n\x20-\x7e\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff\ud800-\udfff\ue000-\ufdff]/
const largest = 200_000
const deepest = 40
const longestMap = 200

/**
 * Reads YAML as most scenarios are written: maps, lists and texts, each on one line or below a `|`, without tags and anchors. The answer is
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

class UsualReader extends UsualScalars {
  private depth = 0
  /** Lines of a map in braces, of a list in brackets and of a text below `|` begin behind this column. */
  private indent = 0
  /** Where the last line with a value ends, its comment included. */
  private end = 0
  /** Since that line there has been a line that is a comment. */
  private commented = false
  /** A map or a list of lines has ended with it. */
  private closed = false

  read(): YamlNode {
    this.toText()
    if (this.column() > 0) throw unusual
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
      this.indent = column
      items.push(this.block(column + this.at - dash))
    } while (this.standsAt(column) && this.beginsItem())
    return { type: 'list', items, span: this.span(start, this.close()) }
  }

  /** The end of a map or a list of lines; the library counts comments behind one to the list around it. */
  private close(): number {
    if (this.commented && this.closed) throw unusual
    this.closed = true
    return this.end
  }

  private mapOrScalar(column: number): YamlNode {
    const start = this.at
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
    return { type: 'map', entries, span: this.span(start, this.close()) }
  }

  private add(entries: YamlEntry[], key: YamlNode, value: () => YamlNode): void {
    if (key.type !== 'scalar' || (key.plain && key.source === '<<')) throw unusual
    if (entries.length === longestMap || entries.some((entry) => entry.key === key.source)) throw unusual
    entries.push({ key: key.source, keySpan: key.span, value: value() })
  }

  private behindKey(column: number): YamlNode {
    const colon = this.at
    this.skipBlanks()
    this.indent = column
    if (this.at < this.text.length && this.text[this.at] !== '\n' && this.text[this.at] !== '#') {
      const value = this.value(false)
      this.endLine()
      return value
    }
    this.at = colon
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

  /** Goes on to the next text; what else stands on this line is another form, but for a comment. */
  private endLine(): void {
    this.end = this.at
    this.closed = false
    this.skipBlanks()
    if (this.text[this.at] === '#') {
      if (this.at === this.end || !endsKey(this.text[this.at + 1])) throw unusual
      this.end = this.skipComment()
    }
    if (this.at < this.text.length && this.text[this.at] !== '\n') throw unusual
    this.toText()
  }

  /** Goes past empty lines and lines that are comments; the library counts one in another column to what is before it. */
  private toText(): void {
    const columns: number[] = []
    for (;;) {
      while (this.text[this.at] === '\n' || this.text[this.at] === ' ') this.at++
      if (this.text[this.at] !== '#') break
      columns.push(this.column())
      this.skipComment()
    }
    this.commented = columns.length > 0
    const next = Math.max(this.column(), 0)
    if (columns.some((column) => column !== next)) throw unusual
  }

  /** Goes to the end of the line, and answers where the comment ends. */
  private skipComment(): number {
    const start = this.at
    const end = this.text.indexOf('\n', start)
    this.at = end === -1 ? this.text.length : end
    return start + this.text.slice(start, this.at).trimEnd().length
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
    if (first === '|' && !inFlow) return this.literal(this.indent)
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
}
