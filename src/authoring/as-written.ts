import type { YamlNode } from '../model/yaml-node.ts'
import type { Written } from './written.ts'

/** A node of a file as the value that writes it again. */
export function asWritten(node: YamlNode): Written {
  if (node.type === 'list') return node.items.map(asWritten)
  if (node.type === 'map') return Object.fromEntries(node.entries.map(({ key, value }) => [key, asWritten(value)]))
  const { value, source, plain } = node
  // A number in another notation may be text.
  return plain && (typeof value !== 'number' || String(value) === source) ? value : source
}
