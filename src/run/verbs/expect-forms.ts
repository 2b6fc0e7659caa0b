import type { Told } from '../../model/event.ts'
import type { Written } from '../../model/written.ts'
import { eventNames } from '../../registry/events.ts'
import { parseRegex } from '../../text/regex.ts'
import type { Party } from '../stage/role.ts'
import type { WishRun } from '../wish/wish-run.ts'

/** For an expectation that was written in a form which means something else than its author thought: what to write instead. */
export function hintByForm(
  { wish, compiled, lane }: WishRun,
  { role }: Party,
  heard: readonly Told[],
): string | undefined {
  if (!['line', 'sequence', 'set'].includes(compiled.on)) return undefined
  const sources = scalarsOf(wish.argument.written)
  // A pattern that came word for word, with its slashes, was meant as text.
  const came = (source: string) =>
    heard.some(({ mark, text }) => mark !== '>' && typeof text === 'string' && text.includes(source))
  const pattern = sources.find((source) => parseRegex(source) !== undefined && came(source))
  if (pattern !== undefined) return `${pattern} is read as a regex here; for the text itself write { text: ${pattern} }`
  const [source] = sources
  const event =
    lane.history.some(({ event: { name } }) => name === source) && eventNames(role.kind)?.includes(source!) === true
  return event && compiled.on === 'line'
    ? `“${source}” alone is a line with this text; for the event write { event: ${source} }`
    : undefined
}

function scalarsOf(written: Written): readonly string[] {
  if (written.type === 'scalar') return [written.source]
  return written.type === 'list' ? written.items.flatMap((item) => (item.type === 'scalar' ? item.source : [])) : []
}
