import { isAlias, isMap, isScalar, isSeq, type Alias, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Problem } from '../../model/problem.ts'
import type { Source, Span } from '../../model/span.ts'
import type { YamlNode, YamlEntry, YamlMap, YamlScalar } from '../../model/yaml-node.ts'
import { plainValue } from '../../text/plain.ts'
import { correctedHint } from './corrected.ts'
import { withDollars } from './dollars.ts'
import { parseYaml } from './parse.ts'
import { findUnquoted } from './quote.ts'
import { quoteIt, syntaxProblems } from './syntax.ts'
import { pushAll } from '../../text/push-all.ts'

/** Nodes that aliases may add to a document; ten levels of ten would be ten thousand million. */
const aliasLimit = 20_000
const depthLimit = 100

/** Turns the parser's tree into a `Written` one; problems are gathered on the way. */
export class TreeReader {
  readonly problems: Problem[] = []
  private readonly source: Source
  private readonly text: string
  /** By anchor: what it stands for and how many nodes that is; undefined while it is being read. */
  private readonly anchors = new Map<string, { readonly node: YamlNode; readonly size: number } | undefined>()
  private readonly used = new Set<string>()
  private readonly lonely: { readonly anchor: string; readonly start: number }[] = []
  private nodes = 0
  private fromAliases = 0
  private depth = 0

  constructor(source: Source) {
    this.source = source
    this.text = source.text
  }

  read(): YamlNode | undefined {
    const parsed = parseYaml(this.text, depthLimit)
    if ('tooDeep' in parsed) this.nested(this.span(parsed.tooDeep, parsed.tooDeep))
    else if ('tooLong' in parsed) {
      const hint = 'write a “repeat”, or split it and “include” the parts'
      const message = `this file has more than ${parsed.limit} words and signs`
      this.problem('file-too-large', message, this.span(parsed.tooLong, parsed.tooLong), hint)
    } else if (parsed.document.errors.length > 0) {
      pushAll(this.problems, syntaxProblems(this.text, this.source.file, parsed.document.errors))
    } else {
      const root = this.node(parsed.document.contents)
      for (const { anchor, start } of this.lonely) if (!this.used.has(anchor)) this.unquoted(start, '&')
      this.problems.sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0))
      return root
    }
    return undefined
  }

  private nested(span: Span): void {
    this.problem(
      'yaml-syntax',
      `this is nested more than ${depthLimit} levels deep`,
      span,
      'nothing in a scenario needs that: close a bracket before this place',
    )
  }

  private span(start: number, end: number): Span {
    let last = Math.min(end, this.text.length)
    while (last > start && /\s/.test(this.text[last - 1]!)) last--
    return { file: this.source.file, start, end: last }
  }

  private problem(code: Problem['code'], message: string, span: Span, hint: string): void {
    this.problems.push({ code, message, span, hint })
  }

  /** A text that YAML read as something else without refusing it. */
  private unquoted(offset: number, culprit: string, from = offset, to = offset + 1): void {
    const found = findUnquoted(this.text, offset)
    const problem = quoteIt(this.source.file, found ?? { start: from, end: to, culprit, line: 'a text in quotes' })
    // A text may have several reasons to be quoted; one is enough.
    if (!this.problems.some(({ code, span }) => code === problem.code && span?.start === problem.span?.start))
      this.problems.push(problem)
  }

  private node(node: unknown, at?: Span): YamlNode {
    this.nodes++
    if (isAlias(node)) return this.alias(node)
    const anchor = (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined ? node.anchor : undefined
    if (anchor !== undefined) this.anchors.set(anchor, undefined)
    const before = this.nodes + this.fromAliases
    const tree = this.bare(node, at)
    if (anchor !== undefined) {
      this.anchors.set(anchor, { node: tree, size: this.nodes + this.fromAliases - before + 1 })
      if (isScalar(node)) this.lonely.push({ anchor, start: Math.max(0, this.text.lastIndexOf('&', node.range![0])) })
    }
    return tree
  }

  private bare(node: unknown, at?: Span): YamlNode {
    if (isScalar(node)) return this.scalar(node, at)
    if (++this.depth > depthLimit) {
      this.depth--
      const start = (node as YAMLMap).range?.[0] ?? 0
      if (this.depth === depthLimit) this.nested(this.span(start, start + 1))
      return this.nothing(at ?? this.span(0, 0))
    }
    const tree = isMap(node) ? this.map(node) : isSeq(node) ? this.list(node) : this.nothing(at ?? this.span(0, 0))
    this.depth--
    return tree
  }

  private nothing(span: Span): YamlScalar {
    return { type: 'scalar', value: null, source: '', plain: true, span }
  }

  private scalar(node: Scalar, at?: Span): YamlNode {
    const [start, end] = node.range!
    const plain = node.type === 'PLAIN'
    const source = String(node.value)
    if (node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str') this.unquoted(this.tagBefore(start), '!')
    if (plain && source === '' && node.tag === undefined) return this.nothing(at ?? this.span(start, start))
    if (plain) this.comment(end)
    const text = !plain || node.tag !== undefined
    const span = { file: this.source.file, start, end: text && plain ? Math.max(start, end) : end }
    const tree = { type: 'scalar', value: text ? source : plainValue(source), source, plain: !text, span } as const
    return source.includes('${') ? withDollars(tree, this.text) : tree
  }

  /** `Hello #1`: YAML cuts a comment where an author meant text; `# ` with a blank is a comment that was meant. */
  private comment(end: number): void {
    let at = end
    while (this.text[at] === ' ') at++
    if (at > end && this.text[at] === '#' && /[^\s#!]/.test(this.text[at + 1] ?? ' '))
      this.unquoted(at, ' #', at, at + 1)
  }

  private tagBefore(start: number): number {
    const at = this.text.lastIndexOf('!', start)
    return at === -1 ? start : at
  }

  private list(node: YAMLSeq): YamlNode {
    const [start, end] = node.range!
    this.container(node, start)
    return { type: 'list', items: node.items.map((item) => this.node(item)), span: this.span(start, end) }
  }

  private map(node: YAMLMap): YamlMap {
    const [start, end] = node.range!
    this.container(node, start)
    const entries: YamlEntry[] = []
    const merged: YamlEntry[] = []
    const known = new Map<string, Span>()
    let last = start
    for (const pair of node.items) {
      const key = this.key(pair.key, last)
      if (node.flow === true && pair.value === null && entries.length > 0)
        this.unquoted(key.span.start - 1, ',', last, key.span.end)
      const value = this.node(pair.value, key.span)
      last = Math.max(key.span.end, value.span.end)
      if (key.source === '<<' && key.plain) {
        this.merge(value, merged)
        continue
      }
      const twice = known.get(key.source)
      if (twice === undefined) known.set(key.source, key.span)
      else
        this.problem(
          'duplicate-key',
          `“${key.source}” stands here a second time`,
          key.span,
          `the first is on line ${this.line(twice.start)}; keep one of them`,
        )
      entries.push({ key: key.source, keySpan: key.span, value })
    }
    for (const entry of merged) if (!known.has(entry.key)) entries.push(entry)
    return { type: 'map', entries, span: this.span(start, end) }
  }

  private container(node: YAMLMap | YAMLSeq, start: number): void {
    if (node.tag !== undefined && !/^tag:yaml\.org,2002:(?:map|seq)$/.test(node.tag))
      this.unquoted(this.tagBefore(start), '!')
  }

  private key(node: unknown, near: number): YamlScalar {
    const key = isScalar(node) || isAlias(node) ? this.node(node) : undefined
    if (key?.type === 'scalar') return key
    const range = (node as { range?: [number, number, number] } | null)?.range
    const span = range === undefined ? this.span(near, near) : this.span(range[0], range[1])
    if (range === undefined)
      this.problem('yaml-syntax', 'a value stands here without its key', span, 'write “key: value”')
    else
      this.problem(
        'quote-it',
        'a map or a list cannot be a key: if it is text, quote it',
        span,
        correctedHint(`"${this.text.slice(span.start, span.end)}"`),
      )
    return this.nothing(span)
  }

  private merge(value: YamlNode, into: YamlEntry[]): void {
    for (const part of value.type === 'list' ? value.items : [value]) {
      if (part.type === 'map')
        pushAll(
          into,
          part.entries.filter((entry) => !into.some((other) => other.key === entry.key)),
        )
      else
        this.problem(
          'wrong-type',
          '“<<” takes a map, or a list of maps',
          part.span,
          'name an anchor that stands at a map: “<<: *name”',
        )
    }
  }

  private alias(node: Alias): YamlNode {
    const [start, end] = node.range!
    const name = node.source
    this.used.add(name)
    const anchor = this.anchors.get(name)
    const span = this.span(start, end)
    if (anchor === undefined) {
      if (this.anchors.has(name))
        this.problem(
          'too-many-aliases',
          `“*${name}” stands inside of what it names`,
          span,
          'write out what is meant here',
        )
      else this.unquoted(start, '*', start, end)
      return this.nothing(span)
    }
    const before = this.fromAliases
    this.fromAliases += anchor.size
    if (this.fromAliases <= aliasLimit) return anchor.node
    if (before <= aliasLimit) {
      this.problem(
        'too-many-aliases',
        `aliases make this document more than ${aliasLimit} nodes larger`,
        span,
        'write a “repeat”, or fewer aliases of aliases',
      )
    }
    this.fromAliases = aliasLimit + 1
    return this.nothing(span)
  }

  private line(offset: number): number {
    return this.text.slice(0, offset).split('\n').length
  }
}
