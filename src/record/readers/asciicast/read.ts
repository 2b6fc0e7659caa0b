import { unreadable, type Seen } from '../seen/result.ts'
import { wordsOf } from '../terminal/command.ts'
import { sessionOfTerminal, type OfTerminal } from '../terminal/session.ts'
import { eventsOfFirst, eventsOf, type Cast } from './events.ts'
import { headerOf, type Header, type Mistake } from './header.ts'

/** An asciicast of asciinema, version 1, 2 or 3 (docs.asciinema.org/manual/asciicast). `command`: when the recording does not say it. */
export function readAsciicast(text: string, file: string, command: readonly string[] | undefined): Seen {
  const header = headerOf(text)
  if ('why' in header) return broken(file, text, header)
  const cast = header.version === 1 ? eventsOfFirst(text) : eventsOf(text, header)
  if ('why' in cast) return broken(file, text, cast)
  if (command === undefined && header.command === undefined) return unreadable(file, ...unnamed(header))
  return { session: sessionOfTerminal({ source: 'asciicast', ...about(header, cast, command), events: cast.events }) }
}

/** Nobody wants a wrong program to run what was typed into another one. */
const unnamed = ({ shell = 'bash' }: Header): [string, { hint: string }] => [
  'it does not say which program ran',
  { hint: `name it behind --: “-- ${shell}” where it was the shell, else such as “-- bc -q”` },
]

function about(header: Header, { events, unseen }: Cast, command: readonly string[] | undefined) {
  const { title, timestamp, cols, rows } = header
  return {
    ...(title === undefined ? {} : { title }),
    ...(timestamp === undefined ? {} : { start: timestamp }),
    ...(cols === undefined ? {} : { cols }),
    ...(rows === undefined ? {} : { rows }),
    command: command ?? wordsOf(header.command ?? ''),
    hasInput: events.some(({ type }: OfTerminal) => type === 'input'),
    unseen,
  }
}

function broken(file: string, text: string, { why, start, end, hint }: Mistake): Seen {
  return unreadable(file, why, { text, at: { start, end }, ...(hint === undefined ? {} : { hint }) })
}
