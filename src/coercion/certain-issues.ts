import type { Schema, SchemaIssue } from '../model/plugin.ts'
import type { YamlNode, YamlScalar } from '../model/yaml-node.ts'
import { plainValue } from '../text/plain.ts'
import { fillTemplate } from '../text/template.ts'
import { hasPlaceholders, parse, takes } from './fits.ts'
import { defOf, nodeAt } from './schema-def.ts'
import { coerce } from './value.ts'

/** What placeholders are tried with: small and large, of every sort that options have. */
const samples = ['0', '1', '7', '65535', '1000000000', 'a', '/a', 'true', '1ms', '60m', '1B', '1000GB', 'SIGTERM']
/** As many of the texts beside a placeholder are tried in it: what it holds may have to be the same. */
const neighbours = 12

/**
 * Complaints about a whole map or list with placeholders in it that stand whatever the placeholders hold: those that every sample brings which
 * the rest of the schema takes.
 */
export function certainIssues(root: YamlNode, schema: Schema): readonly SchemaIssue[] {
  if (!judgesWholes(schema)) return []
  const texts = [...samples, ...textsIn(root)]
  const filled = (text: string): unknown =>
    coerce(root, schema, { read: (scalar) => filledWith(scalar, text), lenient: false })
  // Nothing is certain where one fits, which is soon found out.
  if (texts.some((text) => takes(schema, filled(text)))) return []
  let certain: readonly SchemaIssue[] | undefined
  let tried = 0
  for (const text of texts) {
    const answer = parse(schema, filled(text))
    // What the rest of the schema does not take never came to such a complaint.
    if (answer === 'threw' || (!answer.success && !answer.error.issues.every((issue) => isWhole(issue, root)))) continue
    tried += 1
    const issues = answer.success ? [] : answer.error.issues
    certain = certain === undefined ? issues : certain.filter((one) => issues.some((other) => isSame(one, other)))
    if (certain.length === 0) return []
  }
  return tried < 2 ? [] : (certain ?? [])
}

const known = new WeakMap<Schema, boolean>()

/** False for a schema that asks of no map and of no list whether all of it fits together: most are such, and nothing need be tried. */
function judgesWholes(schema: Schema): boolean {
  const before = known.get(schema)
  if (before !== undefined) return before
  known.set(schema, false)
  const def = defOf(schema)
  const parts = [
    ...Object.values(def.shape ?? {}),
    ...(def.options ?? []),
    ...(def.items ?? []),
    def.element,
    def.valueType,
    def.innerType,
    def.left,
    def.right,
    def.in,
    def.out,
    def.rest,
    def.catchall,
  ]
  const judges =
    def.type === 'lazy' ||
    (containers.has(def.type) && (def.checks ?? []).length > 0) ||
    parts.some((part) => part !== undefined && part !== null && judgesWholes(part))
  known.set(schema, judges)
  return judges
}

const containers = new Set(['object', 'record', 'array', 'tuple', 'map', 'set', 'union', 'intersection', 'pipe'])

/** A refinement's complaint about a map or a list, at it or at a part of it that holds no placeholder. */
const isWhole = (issue: SchemaIssue, root: YamlNode): boolean => {
  if (issue.code !== 'custom') return false
  const { node, depth } = nodeAt(root, issue.path)
  return depth < issue.path.length || node.type !== 'scalar' || !hasPlaceholders(node)
}

const isSame = (one: SchemaIssue, other: SchemaIssue): boolean =>
  one.message === other.message && one.path.join('\n') === other.path.join('\n')

function filledWith(scalar: YamlScalar, text: string): YamlScalar {
  if (!scalar.source.includes('${')) return scalar
  const source = fillTemplate(scalar.source, () => text)
  return { ...scalar, source, value: scalar.plain ? plainValue(source) : source, filled: true }
}

function textsIn(root: YamlNode): string[] {
  const found = new Set<string>()
  const visit = (node: YamlNode): void => {
    if (found.size >= neighbours) return
    if (node.type === 'list') node.items.forEach(visit)
    else if (node.type === 'map') for (const { value } of node.entries) visit(value)
    else if (!hasPlaceholders(node)) found.add(node.source)
  }
  visit(root)
  return [...found]
}
