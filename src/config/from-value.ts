import type { Span } from '../model/span.ts'
import type { YamlEntry, YamlNode } from '../model/yaml-node.ts'

/** A value that no configuration can hold, and the path of its key. */
export class NotData extends Error {
  readonly span: Span
  constructor(what: string, span: Span) {
    super(what)
    this.span = span
  }
}

/**
 * What code exports, as if it had been written: a tree whose places are the paths of the keys, `scenario.config.ts: reporters[1]`,
 * since a value does not know its line. Throws `NotData`.
 */
export function nodeOf(value: unknown, shown: string, path = '', around: readonly unknown[] = []): YamlNode {
  const span = pathSpan(shown, path)
  if (value instanceof RegExp)
    return { type: 'scalar', value: String(value), source: String(value), plain: false, span }
  switch (typeof value) {
    case 'string':
      return { type: 'scalar', value, source: value, plain: false, span }
    case 'number':
    case 'boolean':
      return { type: 'scalar', value, source: String(value), plain: true, span }
    case 'object':
      break
    default:
      throw new NotData(`a ${typeof value} cannot stand in a configuration`, span)
  }
  if (value === null) return { type: 'scalar', value: null, source: '', plain: true, span }
  if (around.includes(value)) throw new NotData('this contains itself', span)
  const inside = [...around, value]
  if (Array.isArray(value))
    return {
      type: 'list',
      items: value.map((item, index) => nodeOf(item, shown, `${path}[${index}]`, inside)),
      span,
    }
  const entries = Object.entries(value).flatMap(([key, inner]): YamlEntry[] => {
    const way = path === '' ? key : `${path}.${key}`
    if (inner === undefined) return []
    return [{ key, keySpan: pathSpan(shown, way), value: nodeOf(inner, shown, way, inside) }]
  })
  return { type: 'map', entries, span }
}

/** A span without a text to point into: messages show its file as it is. */
const pathSpan = (shown: string, path: string): Span => ({
  file: path === '' ? shown : `${shown}: ${path}`,
  start: 0,
  end: 0,
})
