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
  return { session: sessionOfTerminal({ source: 'asciicast', ...about(header, cast, command), events: cast.events }) }
}

function about(header: Header, { events, unseen }: Cast, command: readonly string[] | undefined) {
  const { title, timestamp, cols, rows } = header
  const named = command ?? (header.command === undefined ? undefined : wordsOf(header.command))
  const shell = header.shell ?? 'sh'
  return {
    ...(title === undefined ? {} : { title }),
    ...(timestamp === undefined ? {} : { start: timestamp }),
    ...(cols === undefined ? {} : { cols }),
    ...(rows === undefined ? {} : { rows }),
    command: named ?? [shell],
    hasInput: events.some(({ type }: OfTerminal) => type === 'input'),
    unseen: [
      ...unseen,
      ...(named === undefined ? [`The recording does not say which command ran: ${shell} is assumed.`] : []),
    ],
  }
}

function broken(file: string, text: string, { why, start, end, hint }: Mistake): Seen {
  return unreadable(file, why, { text, at: { start, end }, ...(hint === undefined ? {} : { hint }) })
}
