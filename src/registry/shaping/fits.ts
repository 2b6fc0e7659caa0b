import type { Schema, SchemaIssue } from '../../model/plugin.ts'
import type { Written } from '../../model/written.ts'
import { holeMayMend } from './hole-text.ts'
import { nodeAt } from './schema-def.ts'

/** How much a schema has to complain about a value: 0 when it fits. Holes are not complained about when `lenient`. */
export function fits(schema: Schema, value: unknown, written: Written, lenient: boolean): number {
  const answer = parse(schema, value)
  if (answer === 'threw') return lenient && hasHoles(written) ? 0 : 1000
  if (answer.success) return 0
  return answer.error.issues.filter((issue) => !lenient || !tolerated(issue, written)).length
}

type Answer = ReturnType<Schema['safeParse']>

/** A plugin's refinement or transform may throw; that is an answer too. */
export function parse(schema: Schema, value: unknown): Answer | 'threw' {
  try {
    return schema.safeParse(value)
  } catch {
    return 'threw'
  }
}

/** True when a hole is the reason for an issue, or may be: what fills it is not known yet. */
export function tolerated(issue: SchemaIssue, written: Written): boolean {
  const { node, depth } = nodeAt(written, issue.path)
  if (node.type === 'scalar' && !hasHoles(node)) return false
  if (node.type === 'scalar' && (issue.code !== 'invalid_union' || depth < issue.path.length))
    return depth < issue.path.length || holeMayMend(issue, node)
  // A refinement of a whole map or list saw placeholders; `certainIssues` tells what stands without them.
  if (issue.code === 'custom') return hasHoles(node)
  if (issue.code !== 'invalid_union' || depth < issue.path.length) return false
  const { errors = [] } = issue as { readonly errors?: readonly (readonly SchemaIssue[])[] }
  // Without branches it is the word that chooses among them that is not known.
  if (errors.length === 0) return node.type === 'scalar'
  return errors.some((branch) => branch.every((inner) => tolerated(inner, node)))
}

export function hasHoles(written: Written): boolean {
  if (written.type === 'scalar') return written.source.includes('${') && /(?:^|[^$])\$\{/.test(written.source)
  if (written.type === 'list') return written.items.some(hasHoles)
  return written.entries.some((entry) => hasHoles(entry.value))
}
