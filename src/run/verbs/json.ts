import type { Hole, Written } from '../../model/written.ts'
import { exactValue } from '../../registry/shape.ts'
import { exactNumber } from '../../text/exact-json.ts'
import { parseTemplate } from '../../text/template.ts'

/** What was written, as JSON: quoted scalars are strings, plain ones what YAML takes them for, holes filled in. */
export function resolveJson(written: Written, fill: (hole: Hole) => string): unknown {
  if (written.type === 'list') return written.items.map((item) => resolveJson(item, fill))
  if (written.type === 'map')
    return Object.fromEntries(written.entries.map((entry) => [entry.key, resolveJson(entry.value, fill)]))
  if (!written.source.includes('${') && !written.source.includes('$$')) return exactValue(written)
  const { parts } = parseTemplate(written.source)
  const text = parts
    .map((part) => (typeof part === 'string' ? part : fill({ name: part.name, span: written.span })))
    .join('')
  // A plain scalar that is one variable alone is typed by its text, so that numbers stay numbers.
  if (!written.plain) return text
  if (/^-?\d+$/.test(text)) return exactNumber(text)
  return /^-?\d+\.\d+$/.test(text) ? Number(text) : text
}
