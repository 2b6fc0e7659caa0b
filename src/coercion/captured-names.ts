import type { Schema } from '../model/plugin.ts'
import type { Placeholder, YamlNode } from '../model/yaml-node.ts'

const marked = Symbol.for('scenario.schema.captures')
const group = /\(\?<([A-Za-z_]\w*)>/g

/**
 * A map whose named groups are names in its own texts, as in `{ when: /ADD (?<a>\d+)/, reply: "${a}" }`. They have no value before the
 * kind finds it: the kind gets every text of the map as a template, which `fillTemplate` fills.
 */
export const capturing = <S extends object>(schema: S): S => Object.assign(schema, { [marked]: true })

export const isCapturing = (schema: Schema): boolean => (schema as { [marked]?: boolean })[marked] === true

/** Names of the groups that stand anywhere in it. */
export function groupsIn(node: YamlNode): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (node: YamlNode): void => {
    if (node.type === 'list') node.items.forEach(visit)
    else if (node.type === 'map') for (const { value } of node.entries) visit(value)
    else for (const [, name] of node.source.matchAll(group)) found.add(name!)
  }
  visit(node)
  return found
}

/** A template again: the names that stay stand as they are, and what fills the others is literal. */
export function keepNames(
  parts: readonly (string | Placeholder)[],
  kept: ReadonlySet<string>,
  fill: (placeholder: Placeholder) => string,
): string {
  return parts
    .map((part) =>
      typeof part !== 'string' && kept.has(part.name)
        ? `\${${part.name}}`
        : (typeof part === 'string' ? part : fill(part)).replaceAll('${', '$$${'),
    )
    .join('')
}
