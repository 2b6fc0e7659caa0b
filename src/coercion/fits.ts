import type { Schema, SchemaIssue } from '../model/plugin.ts'
import type { YamlNode } from '../model/yaml-node.ts'
import { DeferredSchema } from './deferred-schema.ts'
import { placeholderMayFix } from './placeholder-text.ts'
import { nodeAt } from './schema-def.ts'

/** Whether a schema takes a value, where nobody asks why not; false when it throws. */
export function takes(schema: Schema, value: unknown): boolean {
  if (schema instanceof DeferredSchema) return surely(() => schema.takes(value))
  const answer = parse(schema, value)
  return answer !== 'threw' && answer.success
}

/** True when a value surely fits, or will when numbers stand for the placeholders in it; it is not known of every schema. */
export const mayFit = (schema: Schema, value: unknown, root: YamlNode): boolean =>
  schema instanceof DeferredSchema && !hasEscapes(root) && surely(() => schema.takes(value, true))

function surely(answer: () => boolean): boolean {
  try {
    return answer()
  } catch {
    return false
  }
}

/** True when `$${` stands in it, which looks like a placeholder when it has been read. */
function hasEscapes(root: YamlNode): boolean {
  if (root.type === 'scalar') return root.source.includes('$${')
  if (root.type === 'list') return root.items.some(hasEscapes)
  return root.entries.some((entry) => hasEscapes(entry.value))
}

/** How much a schema has to complain about a value: 0 when it fits. Placeholders are not complained about when `lenient`. */
export function fits(schema: Schema, value: unknown, root: YamlNode, lenient: boolean): number {
  if (lenient && mayFit(schema, value, root)) return 0
  const answer = parse(schema, value)
  if (answer === 'threw') return lenient && hasPlaceholders(root) ? 0 : 1000
  if (answer.success) return 0
  return answer.error.issues.filter((issue) => !lenient || !tolerated(issue, root)).length
}

type Answer = ReturnType<Schema['safeParse']>

/** How often each schema has been asked. */
const asked = new WeakMap<Schema, number>()
/** From so many times on it pays that zod writes a function for a schema and has it compiled. */
const often = 8

/** A plugin's refinement or transform may throw; that is an answer too. */
export function parse(schema: Schema, value: unknown): Answer | 'threw' {
  const times = asked.get(schema) ?? 0
  if (times < often) asked.set(schema, times + 1)
  try {
    return schema.safeParse(value, times < often ? { jitless: true } : undefined)
  } catch {
    return 'threw'
  }
}

/** True when a placeholder is the reason for an issue, or may be: what fills it is not known yet. */
export function tolerated(issue: SchemaIssue, root: YamlNode): boolean {
  const { node, depth } = nodeAt(root, issue.path)
  if (node.type === 'scalar' && !hasPlaceholders(node)) return false
  if (node.type === 'scalar' && (issue.code !== 'invalid_union' || depth < issue.path.length))
    return depth < issue.path.length || placeholderMayFix(issue, node)
  // A refinement of a whole map or list saw placeholders; `certainIssues` finds what stands without them.
  if (issue.code === 'custom') return hasPlaceholders(node)
  if (issue.code !== 'invalid_union' || depth < issue.path.length) return false
  const { errors = [] } = issue as { readonly errors?: readonly (readonly SchemaIssue[])[] }
  // Without branches it is the word that chooses among them that is not known.
  if (errors.length === 0) return node.type === 'scalar'
  return errors.some((branch) => branch.every((inner) => tolerated(inner, node)))
}

export function hasPlaceholders(root: YamlNode): boolean {
  if (root.type === 'scalar') return root.source.includes('${') && /(?:^|[^$])\$\{/.test(root.source)
  if (root.type === 'list') return root.items.some(hasPlaceholders)
  return root.entries.some((entry) => hasPlaceholders(entry.value))
}
