import type { RawRow } from '../../model/event.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { eventNames } from '../../registry/events.ts'
import { parseRegex } from '../../text/regex.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'

/** For an expectation that was written in a form which means something else than its author thought: what to write instead. */
export function hintByForm(
  { expectation, compiled, lane }: ExpectationRun,
  { instance }: Endpoint,
  received: readonly RawRow[],
): string | undefined {
  if (!['line', 'sequence', 'set'].includes(compiled.on)) return undefined
  const sources = scalarsOf(expectation.argument.node)
  // A pattern that came word for word, with its slashes, was meant as text.
  const came = (source: string) =>
    received.some(({ mark, text }) => mark !== '>' && typeof text === 'string' && text.includes(source))
  const pattern = sources.find((source) => parseRegex(source) !== undefined && came(source))
  if (pattern !== undefined) return `${pattern} is read as a regex here; for the text itself write { text: ${pattern} }`
  const [source] = sources
  const event =
    lane.history.some(({ event: { name } }) => name === source) && eventNames(instance.kind)?.includes(source!) === true
  return event && compiled.on === 'line'
    ? `“${source}” alone is a line with this text; for the event write { event: ${source} }`
    : undefined
}

function scalarsOf(node: YamlNode): readonly string[] {
  if (node.type === 'scalar') return [node.source]
  return node.type === 'list' ? node.items.flatMap((item) => (item.type === 'scalar' ? item.source : [])) : []
}
