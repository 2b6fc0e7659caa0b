import type { Source, Span } from '../../model/span.ts'
import type { YamlScalar } from '../../model/yaml-node.ts'
import { plainValue } from '../../text/plain.ts'
import { withDollars } from './dollars.ts'

/** A key is at most 1,024 characters long in YAML. */
const longestKey = 1000
/** What begins a plain scalar in the usual forms; a dash does before a letter or a digit. */
const plainBegin = /[\w$/~+=^(<;\\]|[^\n\x20-\x7e]|-(?=\w)|\.(?!\.\.)/y
const literalBegin = /\|\n( +)(?=[^ \n])/y
const inQuotes = { '"': /"(?:[^"\\\n]|\\["\\/nrt0])*"/y, "'": /'(?:[^'\n]|'')*'/y }
const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', 0: '\0' }

/** Thrown where another form begins; it is no mistake. */
export const unusual = new Error('a form for the library')

/** Whether a colon before this is the end of a key. */
export const endsKey = (next: string | undefined): boolean => next === ' ' || next === '\n' || next === undefined

/** Reads texts, with their places. */
export class UsualScalars {
  protected readonly text: string
  protected at = 0
  private readonly file: string

  constructor({ file, text }: Source) {
    this.file = file
    this.text = text
  }

  protected quoted(quote: '"' | "'"): YamlScalar {
    const pattern = inQuotes[quote]
    pattern.lastIndex = this.at
    const [whole] = pattern.exec(this.text) ?? []
    if (whole === undefined) throw unusual
    const inner = whole.slice(1, -1)
    const source =
      quote === "'" ? inner.replaceAll("''", "'") : inner.replaceAll(/\\(.)/g, (_, of: string) => escapes[of] ?? of)
    return this.scalar(whole.length, source, false)
  }

  /** The lines below a `|` that begin behind this column; `at` is then at the end of the last. */
  protected literal(column: number): YamlScalar {
    const start = this.at
    literalBegin.lastIndex = start
    const [, indent = ''] = literalBegin.exec(this.text) ?? []
    if (indent.length <= column || indent === '') throw unusual
    const lines: string[] = []
    let [at, end, kept] = [start + 2, start, 0]
    for (;;) {
      const stop = this.text.indexOf('\n', at)
      const line = stop === -1 ? this.text.slice(at) : this.text.slice(at, stop)
      if (line.endsWith(' ') || (stop === -1 && line !== '')) throw unusual
      if (stop === -1 || (line !== '' && !line.startsWith(indent))) break
      lines.push(line.slice(indent.length))
      at = stop + 1
      if (line !== '') [end, kept] = [at, lines.length]
    }
    const scalar = this.scalar(end - start, `${lines.slice(0, kept).join('\n')}\n`, false)
    this.at = end - 1
    return scalar
  }

  protected plain(inFlow: boolean): YamlScalar {
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
      if (char === '#' && text[at - 1] === ' ') break
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

  protected span(start: number, end: number): Span {
    return { file: this.file, start, end }
  }
}
