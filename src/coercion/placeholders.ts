import type { Problem } from '../model/problem.ts'
import type { Span } from '../model/span.ts'
import type { Placeholder, YamlNode, YamlScalar } from '../model/yaml-node.ts'
import { fillTemplate, parseTemplate, type TemplatePlaceholder } from '../text/template.ts'
import type { Reading } from './plain.ts'

/** Every `${placeholder}` anywhere in what was written, in order. */
export function placeholdersOf(node: YamlNode): Placeholder[] {
  const placeholders: Placeholder[] = []
  const visit = (node: YamlNode): void => {
    if (node.type === 'scalar') {
      if (!node.source.includes('${')) return
      for (const part of parseTemplate(node.source).parts)
        if (typeof part !== 'string') placeholders.push(placeholderOf(node, part))
    } else if (node.type === 'list') for (const item of node.items) visit(item)
    else for (const entry of node.entries) visit(entry.value)
  }
  visit(node)
  return placeholders
}

/** Every `${` that is no placeholder: never closed, or with something in it that names no variable. */
export function mistakesIn(node: YamlNode): Problem[] {
  if (node.type === 'list') return node.items.flatMap(mistakesIn)
  if (node.type === 'map') return node.entries.flatMap((entry) => mistakesIn(entry.value))
  if (!node.source.includes('${')) return []
  return parseTemplate(node.source).mistakes.map(({ message, hint, start, end }) => ({
    code: 'invalid-value',
    message,
    span: spanWithin(node, start, end),
    hint,
  }))
}

/** The place of a part of a scalar's text in the file; the whole scalar where it is unknown. */
export function spanWithin(scalar: YamlScalar, start: number, end: number): Span {
  const { span, source, dollars } = scalar
  const quotes = span.end - span.start - source.length
  let shift: number | undefined
  if (dollars !== undefined) {
    const place = dollars[source.slice(0, start + 1).split('${').length - (source.startsWith('${', start) ? 1 : 2)]
    if (place !== undefined && source.startsWith('${', start)) shift = place - start
  } else if (quotes === 0) shift = span.start
  else if (quotes === 2 && !scalar.plain) shift = span.start + 1
  return shift === undefined ? span : { file: span.file, start: shift + start, end: Math.min(shift + end, span.end) }
}

export const placeholderOf = (scalar: YamlScalar, { name, start, end }: TemplatePlaceholder): Placeholder => ({
  name,
  span: spanWithin(scalar, start, end),
})

/** Placeholders stand as they are, `$${` is what it means. */
export const unfilled: Reading = (scalar, kept) => {
  if (!scalar.source.includes('${')) return scalar
  if (kept !== undefined) return { ...scalar, value: scalar.source, plain: false }
  const source = fillTemplate(scalar.source, (placeholder) => scalar.source.slice(placeholder.start, placeholder.end))
  return { ...scalar, source, value: source, plain: false }
}
