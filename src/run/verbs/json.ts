import type { Placeholder, YamlNode } from '../../model/yaml-node.ts'
import { exactValue } from '../../coercion/argument.ts'
import { exactNumber } from '../../text/exact-json.ts'
import { parseTemplate } from '../../text/template.ts'

/** What was written, as JSON: quoted scalars are strings, plain ones what YAML takes them for, placeholders filled in. */
export function resolveJson(node: YamlNode, fill: (placeholder: Placeholder) => string): unknown {
  if (node.type === 'list') return node.items.map((item) => resolveJson(item, fill))
  if (node.type === 'map')
    return Object.fromEntries(node.entries.map((entry) => [entry.key, resolveJson(entry.value, fill)]))
  if (!node.source.includes('${') && !node.source.includes('$$')) return exactValue(node)
  const { parts } = parseTemplate(node.source)
  const text = parts
    .map((part) => (typeof part === 'string' ? part : fill({ name: part.name, span: node.span })))
    .join('')
  // A plain scalar that is one variable alone is typed by its text, so that numbers stay numbers.
  if (!node.plain) return text
  if (/^-?\d+$/.test(text)) return exactNumber(text)
  return /^-?\d+\.\d+$/.test(text) ? Number(text) : text
}
