import type { Told } from '../../model/event.ts'
import { parseRegex } from '../../text/regex.ts'
import type { Party } from '../stage/role.ts'
import type { WishRun } from '../wish/wish-run.ts'

/** For an expectation that was written in a form which means something else than its author thought: what to write instead. */
export function hintByForm(
  { wish, compiled, lane }: WishRun,
  { role }: Party,
  heard: readonly Told[],
): string | undefined {
  if (compiled.on !== 'line') return undefined
  const { written } = wish.argument
  if (written.type !== 'scalar') return undefined
  const { source } = written
  if (parseRegex(source) !== undefined) {
    // A pattern that came word for word, with its slashes, was meant as text.
    const literal = heard.some(({ mark, text }) => mark !== '>' && typeof text === 'string' && text.includes(source))
    return literal ? `${source} is read as a regex here; for the text itself write { text: ${source} }` : undefined
  }
  const event =
    role.kind.events?.includes(source) === true && lane.history.some(({ event: { name } }) => name === source)
  return event ? `“${source}” alone is a line with this text; for the event write { event: ${source} }` : undefined
}
