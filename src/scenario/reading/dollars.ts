import type { YamlScalar } from '../../model/yaml-node.ts'

/** The scalar with the places of its author's `${` in `text`, when escapes, folding or indentation moved them within what was read. */
export function withDollars(node: YamlScalar, text: string): YamlScalar {
  const { start, end } = node.span
  const quotes = end - start - node.source.length
  if (quotes === 0 || (quotes === 2 && !node.plain && text.startsWith(node.source, start + 1))) return node
  const raw = text.slice(start, end)
  const dollars: number[] = []
  for (let at = raw.indexOf('${'); at !== -1; at = raw.indexOf('${', at + 2)) dollars.push(start + at)
  return dollars.length === node.source.split('${').length - 1 ? { ...node, dollars } : node
}
