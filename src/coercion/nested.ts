import type { YamlMap, YamlNode } from '../model/yaml-node.ts'
import { stringifyJson } from '../text/exact-json.ts'
import { toPlain, type Reading } from './plain.ts'

const marked = Symbol.for('scenario.nested')
/** Marks the schema of a map whose values are read by the schema of the matcher that it names. */
export const markNested = <S extends object>(schema: S): S => Object.assign(schema, { [marked]: true })
export const isNested = (schema: object): boolean => Object.hasOwn(schema, marked)

const asItIs: Reading = (scalar) => scalar

/** A value as it is written, with its placeholders filled in: `007` is a number or a text only for the matcher that takes it. */
export class Written {
  readonly node: YamlNode

  constructor(node: YamlNode) {
    this.node = node
  }

  /** As a row shows it. */
  toString(): string {
    return this.node.type === 'scalar' ? this.node.source : stringifyJson(toPlain(this.node, asItIs))
  }
}

/** The map as its schema takes it: each value as it is written. */
export function writtenMap({ entries }: YamlMap, read: Reading): Record<string, Written> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, new Written(filledNode(value, read))]))
}

function filledNode(node: YamlNode, read: Reading): YamlNode {
  switch (node.type) {
    case 'scalar':
      return read(node)
    case 'list':
      return { ...node, items: node.items.map((item) => filledNode(item, read)) }
    case 'map':
      return { ...node, entries: node.entries.map((entry) => ({ ...entry, value: filledNode(entry.value, read) })) }
  }
}

/** The values of a map in which each is as it is written, as one node again; undefined for a map of plain values. */
export function writtenNode(map: Readonly<Record<string, unknown>>): YamlMap | undefined {
  const entries = Object.entries(map).flatMap(([key, value]) =>
    value instanceof Written ? [{ key, keySpan: value.node.span, value: value.node }] : [],
  )
  const [first] = entries
  return first === undefined ? undefined : { type: 'map', entries, span: first.keySpan }
}
