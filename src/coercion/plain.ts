import type { YamlNode, YamlScalar } from '../model/yaml-node.ts'
import { exactNumber } from '../text/exact-json.ts'

/**
 * Reads a scalar before it is shaped: fills its placeholders, or lets them stand; those of `kept` names stay in any case. In
 * `hexadecimal` a value that is bytes stands as its hexadecimal.
 */
export type Reading = (scalar: YamlScalar, kept?: ReadonlySet<string>, hexadecimal?: boolean) => YamlScalar

/** What YAML makes of a scalar; a whole number that would be rounded is a bigint. */
export function exactValue({ value, source, plain }: YamlScalar): unknown {
  return plain && typeof value === 'number' && /^[-+]?\d+$/.test(source) ? exactNumber(source.replace('+', '')) : value
}

/** What YAML itself makes of it, for schemas that take anything. */
export function toPlain(node: YamlNode, read: Reading): unknown {
  if (node.type === 'scalar') return exactValue(read(node))
  if (node.type === 'list') return node.items.map((item) => toPlain(item, read))
  const object: Record<string, unknown> = {}
  for (const { key, value } of node.entries) put(object, key, toPlain(value, read))
  return object
}

/** Sets a key, also one that objects have of themselves. */
export function put(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  else object[key] = value
}
