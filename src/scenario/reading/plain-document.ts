import type { Source } from '../../model/span.ts'
import type { YamlEntry, YamlList, YamlMap, YamlNode } from '../../model/yaml-node.ts'
import { has, PlainValues } from './plain-values.ts'

/** Other blanks than spaces and line feeds, which make columns uncertain. */
const oddBlanks = /[^\S\n ]/
/** Characters of a longer document: whether it has too many words and signs is for the parser to count. */
const longest = 100_000
const depthLimit = 20
/** In place of a column: whether a remark that is indented deeper than what follows it belongs to what stands before is for the parser to say. */
const uncertain = -2
const item = /-(?= +[^ \n#])/y
const remark = /# [^\n]*/y
const moreRemark = /^(?:\n *)+#/
const remarks = /^ *(?=#)/gm
const noContent = /(?: *(?:#[^\n]*)?\n)*/y

/**
 * Reads a document of maps, lists, and values of one line, as nearly all scenarios are, in a small part of the time that the parser of YAML
 * takes. Undefined for whatever has more than that, or a mistake: `TreeReader` then reads it from the beginning. What is returned is the
 * tree that it would return.
 */
export function readPlain({ file, text }: Source): YamlMap | undefined {
  if (text.length > longest || oddBlanks.test(text)) return undefined
  const reader = new PlainDocument(file, text)
  const root = reader.isAtContent() ? reader.map(0) : undefined
  return root !== undefined && reader.isAtEnd() ? root : undefined
}

class PlainDocument {
  readonly #in: PlainValues
  /** Of the line that is read, or -1 at the end of the document. */
  #indent = 0
  #depth = 0
  /** Where the last value ends, with the remark behind it: so does all that it is the last of. */
  #end = 0

  constructor(file: string, text: string) {
    this.#in = new PlainValues(file, text)
    this.#nextLine()
  }

  isAtContent(): boolean {
    return this.#indent === 0
  }

  isAtEnd(): boolean {
    return this.#indent === -1
  }

  /** A map whose keys stand in this column; the first of them is here. */
  map(column: number): YamlMap | undefined {
    if (++this.#depth > depthLimit) return undefined
    const start = this.#in.at
    const entries: YamlEntry[] = []
    do {
      const name = this.#in.key()
      if (name === undefined || has(entries, name.key)) return undefined
      this.#in.skip(':')
      const value = this.#valueOf(column)
      if (value === undefined) return undefined
      entries.push({ key: name.key, keySpan: name.keySpan, value })
    } while (this.#indent === column)
    this.#depth--
    if (this.#indent > column) return undefined
    return { type: 'map', entries, span: { file: this.#in.file, start, end: this.#end } }
  }

  /** The value of a key in this column: behind it, or on the lines below. A list may stand in the column of its key. */
  #valueOf(column: number): YamlNode | undefined {
    this.#in.blanks()
    if (this.#in.text[this.#in.at] !== '\n') return this.#inLine()
    this.#nextLine()
    const below = this.#indent
    if (this.#isItem()) return below >= column ? this.#list(below) : undefined
    return below > column ? this.map(below) : undefined
  }

  #list(column: number): YamlList | undefined {
    if (++this.#depth > depthLimit) return undefined
    const start = this.#in.at
    const items: YamlNode[] = []
    do {
      const value = this.#item(column)
      if (value === undefined) return undefined
      items.push(value)
    } while (this.#indent === column && this.#isItem())
    this.#depth--
    if (this.#indent > column) return undefined
    return { type: 'list', items, span: { file: this.#in.file, start, end: this.#end } }
  }

  #item(column: number): YamlNode | undefined {
    const start = this.#in.at++
    this.#in.blanks()
    const { at } = this.#in
    if (this.#in.key() === undefined) return this.#inLine()
    this.#in.at = at
    return this.map(column + at - start)
  }

  /** A value with nothing behind it on its line. */
  #inLine(): YamlNode | undefined {
    const value = this.#in.value()
    if (value === undefined) return undefined
    this.#end = this.#in.at
    this.#in.blanks()
    if (this.#in.at > this.#end && this.#in.take(remark) !== undefined) {
      this.#end = this.#in.at
      // More of a remark belongs to it or not, depending on what follows.
      if (moreRemark.test(this.#in.text.slice(this.#end, this.#end + 200))) return undefined
    }
    if (this.#in.at < this.#in.text.length && this.#in.text[this.#in.at] !== '\n') return undefined
    this.#nextLine()
    return value
  }

  #isItem(): boolean {
    const { at } = this.#in
    const found = this.#in.take(item) !== undefined
    this.#in.at = at
    return found
  }

  /** Goes to the first character of the next line that is neither empty nor a comment. */
  #nextLine(): void {
    if (this.#in.at > 0) this.#in.skip('\n')
    const skipped = this.#in.take(noContent) ?? ''
    const start = this.#in.at
    this.#in.blanks()
    const isRemark = this.#in.text[this.#in.at] === '#'
    const isOver = this.#in.at >= this.#in.text.length || isRemark
    const indent = this.#in.at - start
    const deeper = (isRemark && indent > 0) || deepest(skipped) > (isOver ? 0 : indent)
    this.#indent = deeper ? uncertain : isOver ? -1 : indent
  }
}

/** The column of the remark that is indented most. */
const deepest = (skipped: string): number =>
  skipped.includes('#') ? Math.max(...[...skipped.matchAll(remarks)].map(([blanks]) => blanks.length)) : 0
