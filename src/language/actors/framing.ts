import type { NamedArgument } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { argumentOf, emptyArgument } from '../../coercion/argument.ts'
import { add, contributed, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { use } from '../json-schema/json.ts'
import type { Shape } from '../shape.ts'
import { isNothing } from '../values.ts'

/** What a line is on a lane. */
export const framing: Shape<NamedArgument> = { schema: () => use('framing'), read: framingOf }

/** `framing: line` or `framing: { length: 4 }`. */
function framingOf(c: Checking, node: YamlNode, label: string): NamedArgument | undefined {
  const written = nameIn(c, node, label)
  if (written === undefined) return undefined
  const { name, span, value } = written
  const framing = contributed(c, 'framing', c.registry.framings, name, span)
  if (framing === undefined) return undefined
  const { argument, problems } =
    value === undefined ? emptyArgument(span, framing.wanted) : argumentOf(value, framing.wanted)
  add(c, problems)
  return { name, argument, span: node.span }
}

/** The name of a framing as it is written, and its argument where it has one. */
function nameIn(
  c: Checking,
  node: YamlNode,
  label: string,
): { readonly name: string; readonly span: Span; readonly value?: YamlNode } | undefined {
  if (node.type === 'scalar' && !isNothing(node)) return { name: node.source, span: node.span }
  const [entry, second] = node.type === 'map' ? node.entries : []
  if (entry !== undefined && second === undefined) return { name: entry.key, span: entry.keySpan, value: entry.value }
  report(
    c,
    'one-key-map',
    'a framing is a name, or a map with one',
    second?.keySpan ?? node.span,
    `write “${label}: crlf” or “${label}: { length: 4 }”`,
  )
  return undefined
}
