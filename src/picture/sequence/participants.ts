import type { LaneInfo, LaneRole } from '../../model/event.ts'
import type { Row, Transcript } from '../../model/transcript.ts'

/** An actor of a conversation, with what is known of whom it talks to. */
export interface Participant {
  readonly index: number
  readonly name: string
  readonly command: string
  readonly count?: number
  readonly role: LaneRole
  /** Names of the actors that it refers to, of a client first the one that it connects to. */
  readonly to: readonly string[]
}

/** `server` of `server#2`. */
export const actorOf = (lane: string): string => lane.split('#')[0] as string

/** The actors in the order of the header; one that only rows know comes last. Without roles, as in a transcript, their rows show what they are. */
export function participantsOf({ lanes, rows }: Pick<Transcript, 'lanes' | 'rows'>): Participant[] {
  const infos = new Map<string, LaneInfo>()
  for (const info of lanes) {
    const name = actorOf(info.lane)
    if (!infos.has(name)) infos.set(name, info.lane === name ? info : { ...info, lane: name })
  }
  const found = new Map<string, Row[]>([...infos.keys()].map((name) => [name, []]))
  for (const row of rows) {
    if (row.lane === '') continue
    const name = actorOf(row.lane)
    const rowsOf = found.get(name)
    if (rowsOf === undefined) found.set(name, [row])
    else rowsOf.push(row)
  }
  const names = [...found.keys()]
  return names.map((name, index) => {
    const { command = '', kind = '', count, role, to } = infos.get(name) ?? {}
    const referred = to ?? namedIn(command, names, name)
    return {
      index,
      name,
      command,
      ...(count !== undefined && { count }),
      role: role ?? roleFrom({ rows: found.get(name) ?? [], name, count, refers: refersTo(command, kind, referred) }),
      to: referred,
    }
  })
}

/** Names in a command: `telnet server`, `node client.js <server.port>`, `sh -c 'nc localhost <server.port>'`. */
function namedIn(command: string, names: readonly string[], own: string): string[] {
  const words = command.split(/[\s/:=,'"`()|;&]+/).map((word) => /^<?([\w-]+)(?:\.[\w.-]+>)?$/.exec(word)?.[1] ?? '')
  return words.slice(1).filter((word) => word !== own && names.includes(word))
}

/** The command is one that the tool itself makes, by the name of the kind: no program refers to a server with its own name. */
const refersTo = (command: string, kind: string, names: readonly string[]): boolean =>
  names.length > 0 && command.split(' ')[0] === kind

interface Seen {
  readonly rows: readonly Row[]
  readonly name: string
  readonly count: number | undefined
  readonly refers: boolean
}

function roleFrom({ rows, name, count, refers }: Seen): LaneRole {
  const has = (mark: string, pattern: RegExp): boolean =>
    rows.some((row) => row.mark === mark && row.lane === name && pattern.test(row.text))
  if (count === undefined && rows.some(({ lane }) => lane !== name)) return refers ? 'proxy' : 'server'
  if (has('*', /^sending to /)) return 'peer'
  if (has('*', /^connected to /)) return 'client'
  const listens = has('*', /^listening on /)
  if (refers) return listens ? 'proxy' : 'client'
  if (listens) return has('>', /^/) ? 'peer' : 'server'
  return 'program'
}
