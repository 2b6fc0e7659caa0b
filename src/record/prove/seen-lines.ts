import {
  connectionLane,
  pipeText,
  programLane,
  screenText,
  type Lane,
  type TerminalText,
} from '../from-session/lane.ts'
import { withDistinctClients, withNames } from '../from-session/names.ts'
import type { SeenActor, SeenFraming, Session } from '../session.ts'

/** A line of the recorded conversation, and the first event of the session behind it. */
export interface SeenLine {
  readonly text: string
  readonly seen: number
}

/** The lines of the recorded conversation by the lanes that a transcript has; a terminal's echo is none of them. */
export type SeenLines = ReadonlyMap<string, readonly SeenLine[]>

export function seenLines(recorded: Session, terminalText: TerminalText): SeenLines {
  const session = withDistinctClients(withNames(recorded))
  const lanes = new Map<string, Lane[]>()
  const laneAt = (names: readonly string[], make: () => Lane): Lane => {
    const known = lanes.get(names[0] as string)?.at(-1)
    if (known !== undefined) return known
    const lane = make()
    for (const name of names) lanes.set(name, [...(lanes.get(name) ?? []), lane])
    return lane
  }
  const actors = new Map(session.actors.map((actor) => [actor.name, actor]))
  const numbers = new Map<string, number>()
  const connections = new Map<number, { readonly client: string; readonly server: string; readonly number: number }>()
  for (const [index, event] of session.events.entries()) {
    if (event.type === 'output') {
      const { actor: name, stream, bytes } = event
      const lane = laneAt([`${name}${stream ?? ''}`], () =>
        programLane(textOfProgram(actors.get(name), stream, terminalText)),
      )
      lane.push(bytes, index)
      if (stream !== undefined && !(lanes.get(name) ?? []).includes(lane))
        lanes.set(name, [...(lanes.get(name) ?? []), lane])
    } else if (event.type === 'connected') {
      const number = (numbers.get(event.server) ?? 0) + 1
      numbers.set(event.server, number)
      connections.set(event.connection, { ...event, number })
    } else if (event.type === 'sent') {
      const connection = connections.get(event.connection)
      if (connection === undefined) continue
      const { client, server, number } = connection
      const names = event.from === 'server' ? [client] : [`${server}#${number}`, `${server}#${client}`]
      laneAt(names, () => connectionLane(framingOf(actors, client, server))).push(event.bytes, index)
    }
  }
  return new Map([...lanes].map(([name, of]) => [name, of.flatMap(linesOf)]))
}

function textOfProgram(actor: SeenActor | undefined, stream: string | undefined, terminalText: TerminalText) {
  const terminal = actor?.type === 'program' && stream === undefined ? actor.terminal : undefined
  return terminal === undefined ? pipeText() : screenText(terminalText, terminal)
}

function framingOf(actors: ReadonlyMap<string, SeenActor>, client: string, server: string): SeenFraming | undefined {
  const framings = [actors.get(client), actors.get(server)].flatMap((actor) =>
    actor === undefined || actor.type === 'program' || actor.framing === undefined ? [] : [actor.framing],
  )
  return framings[0]
}

const linesOf = ({ units }: Lane): SeenLine[] =>
  units.flatMap(({ text, bytes, whole, echo, seen }) =>
    bytes === undefined && whole && echo === undefined ? [{ text, seen }] : [],
  )
