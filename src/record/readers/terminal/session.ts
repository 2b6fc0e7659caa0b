import { usualSize, type SeenEvent, type Session, type SessionSource } from '../../session.ts'
import { wallOf } from '../seen/result.ts'
import { actorName } from './command.ts'
import { typedLines } from './typed.ts'

/** What a recording of one terminal holds, whatever wrote it. Events have no actor yet; those of output and input stand in their order. */
export interface OneTerminal {
  readonly source: SessionSource
  readonly title?: string
  /** Seconds since 1970. */
  readonly start?: number
  readonly command: readonly string[]
  readonly cols?: number
  readonly rows?: number
  readonly events: readonly OfTerminal[]
  /** Input was recorded; else it is guessed. */
  readonly hasInput: boolean
  readonly unseen: readonly string[]
}

type WithoutActor<Event> = Event extends unknown ? Omit<Event, 'actor'> : never
export type OfTerminal = WithoutActor<
  Extract<SeenEvent, { type: 'output' | 'input' | 'resized' | 'signal' | 'exit' | 'note' }>
>

export function sessionOfTerminal(terminal: OneTerminal): Session {
  const { source, title, start, command, cols, rows, hasInput, unseen } = terminal
  const name = actorName(command)
  const events = hasInput ? terminal.events : withGuessed(terminal.events)
  const guessed = hasInput ? [] : [guessedWords(events.filter(({ type }) => type === 'input').length)]
  const size = { cols: isSize(cols) ? cols : usualSize.cols, rows: isSize(rows) ? rows : usualSize.rows }
  return {
    source,
    ...(title === undefined || title === '' ? {} : { title }),
    ...(start === undefined ? {} : wallOf(start * 1000)),
    actors: [{ type: 'program', name, command, terminal: size }],
    events: [
      { at: 0, type: 'started', actor: name },
      ...events
        .filter(isPossible)
        .map((event): SeenEvent => (event.type === 'note' ? event : { ...withCode(event), actor: name })),
    ],
    unseen: [...unseen, ...guessed],
  }
}

/** The kernel keeps columns and rows in 16 bits (ioctl_tty(2)); a file may say anything. */
const isSize = (size: number | undefined): size is number => Number.isInteger(size) && size! > 0 && size! < 65_536

const isPossible = (event: OfTerminal): boolean =>
  event.type !== 'resized' || (isSize(event.cols) && isSize(event.rows))

/** A program may have ended with any code that is one (wait(2)). */
function withCode<Event extends OfTerminal>(event: Event): Event {
  if (event.type !== 'exit' || event.code === undefined || isCode(event.code)) return event
  const { code: _, ...rest } = event
  return rest as Event
}

const isCode = (code: number): boolean => Number.isInteger(code) && code >= 0 && code < 256

const guessedWords = (count: number): string =>
  count === 0
    ? 'The recording has no input, and no echo of a typed line was found.'
    : `The recording has no input: ${count === 1 ? 'the typed line is' : `the ${count} typed lines are`} guessed from ${count === 1 ? 'its' : 'their'} echo.`

/** Output with the lines that somebody seems to have typed, each before its echo, which is that of a line typed without a mistake. */
function withGuessed(events: readonly OfTerminal[]): OfTerminal[] {
  const shown = events.filter((event) => event.type === 'output')
  const typed = typedLines(shown)
  const begins = new Map(typed.map((line) => [shown[line.first], line]))
  const echoes = new Set(typed.flatMap(({ first, last }) => shown.slice(first + 1, last + 1)))
  return events.flatMap((event): OfTerminal[] => {
    if (event.type !== 'output') return [event]
    const line = begins.get(event)
    if (line === undefined) return echoes.has(event) ? [] : [event]
    const { text, rest, last } = line
    const entered = shown[last]?.at ?? event.at
    const echo = Buffer.concat([Buffer.from(`${text}\r\n`), rest])
    return [
      { at: event.at, type: 'input', bytes: Buffer.from(`${text}\r`) },
      { at: entered, type: 'output', bytes: echo },
    ]
  })
}
