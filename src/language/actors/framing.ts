import type { NamedArgument } from '../../model/scenario.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { argumentOf, emptyArgument } from '../../coercion/argument.ts'
import { didYouMean } from '../../text/suggest.ts'
import { add, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { use } from '../json-schema/json.ts'
import type { Shape } from '../shape.ts'
import { isNothing } from '../values.ts'

/** What a line is on a lane. */
export const framing: Shape<NamedArgument> = { schema: () => use('framing'), read: framingOf }

/** `framing: line` or `framing: { length: 4 }`. */
function framingOf(c: Checking, node: YamlNode, label: string): NamedArgument | undefined {
  const map = node.type === 'map' ? node : undefined
  const [entry, second] = map?.entries ?? []
  if (node.type === 'list' || isNothing(node) || (map !== undefined && (entry === undefined || second !== undefined))) {
    report(
      c,
      'one-key-map',
      'a framing is a name, or a map with one',
      second?.keySpan ?? node.span,
      `write “${label}: crlf” or “${label}: { length: 4 }”`,
    )
    return undefined
  }
  const name = entry?.key ?? (node.type === 'scalar' ? node.source : '')
  const span = entry?.keySpan ?? node.span
  const framing = c.registry.framings.get(name)?.value
  if (framing === undefined) {
    report(
      c,
      'unknown-framing',
      `there is no framing called “${name}”`,
      span,
      didYouMean(name, c.registry.framings.keys(), 'framings', c.registry.words),
    )
    return undefined
  }
  const { argument, problems } =
    entry === undefined ? emptyArgument(span, framing.wanted) : argumentOf(entry.value, framing.wanted)
  add(c, problems)
  return { name, argument, span: node.span }
}
