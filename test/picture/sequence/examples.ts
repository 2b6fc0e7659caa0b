import type { LaneInfo, LaneRole } from '../../../src/model/event.ts'
import type { Chunk, Replay, ReplayEvent } from '../../../src/model/replay.ts'
import type { Row } from '../../../src/model/transcript.ts'
import type { Sequence } from '../../../src/picture/sequence/model.ts'

/** `server: server`, `client: client → server`. */
export const lane = (name: string, role: LaneRole, to?: string, count?: number): LaneInfo => ({
  lane: name,
  kind: `a-${role}`,
  command: to === undefined ? `a-${role}` : `a-${role} ${to}`,
  role,
  ...(to !== undefined && { to: [to] }),
  ...(count !== undefined && { count }),
})

type Happened = readonly [at: number, lane: string, what: '<' | '>' | '*' | '.', text: string, stream?: string]

/** A recording: `<` received, `>` sent, `*` an event, `.` an event at teardown; rows with their times in microseconds. */
export function recorded(
  lanes: readonly LaneInfo[],
  happened: readonly Happened[],
  rows: readonly (readonly [number, string, Row['mark'], string])[] = [],
): Replay {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'))
  const chunks = happened.flatMap(([at, of, what, text, stream]): Chunk[] =>
    what === '<' || what === '>'
      ? [{ at, lane: of, direction: what === '<' ? 'received' : 'sent', bytes: bytes(text), ...(stream && { stream }) }]
      : [],
  )
  const events = happened.flatMap(([at, of, what, words]): ReplayEvent[] =>
    what === '*' || what === '.' ? [{ at, lane: of, name: 'x', words, ...(what === '.' && { teardown: true }) }] : [],
  )
  return {
    transcript: {
      title: 'A conversation',
      source: 'scenarios/a.yaml',
      recorded: '2026-11-22 23:59:37 UTC',
      lanes,
      rows: rows.map(([at, of, mark, text]) => ({ at: Math.floor(at / 1e6), lane: of, mark, text })),
    },
    times: rows.map(([at]) => at),
    exact: true,
    steps: [],
    chunks,
    events,
    duration: happened.at(-1)?.[0] ?? 0,
  }
}

/** Each message on one line: `client → server data hello`. */
export function shown({ actors, messages }: Sequence): string[] {
  const name = (index: number | undefined): string => (index === undefined ? '?' : (actors[index]?.name ?? '!'))
  return messages.map(({ kind, from, to, lines, connection, pieces, cut, times }) =>
    [
      from === to ? name(from) : `${name(from)} → ${name(to)}`,
      ...(connection === undefined ? [] : [connection]),
      kind,
      lines.join(' / '),
      ...(pieces === undefined ? [] : [`in ${pieces}`]),
      ...(cut === undefined ? [] : [`${cut.received} of ${cut.of}`]),
      ...(times === undefined ? [] : [`× ${times}`]),
    ].join(' '),
  )
}

const three = [lane('server', 'server'), lane('wire', 'proxy', 'server'), lane('client', 'client', 'wire')]

/** A client, a proxy that cuts what it passes on, and a server; with a note, an exit, and arrows that cross. */
export const throughProxy = recorded(
  three,
  [
    [1000, 'wire', '*', 'connection'],
    [1200, 'client', '*', 'connected to localhost:2'],
    [1300, 'server', '*', 'connection from localhost'],
    [2000, 'client', '>', 'one\ntwo 日本語\n'],
    [2100, 'wire#1', '<', 'one\ntwo 日本語\n'],
    [2200, 'server#1', '<', 'one\n'],
    [2300, 'server#1', '<', 'two 日本語\n'],
    [2400, 'server#1', '>', 'good morning\n'],
    [2410, 'client', '>', 'still there? 🎉\n'],
    [2500, 'wire#1', '<', 'good morning\n', 'down'],
    [2600, 'client', '<', 'good '],
    [2700, 'wire#1', '<', 'still there? 🎉\n'],
    [2800, 'server#1', '<', 'still there? 🎉\n'],
    [3000, 'client', '*', 'RST received'],
    [3100, 'server#1', '*', 'FIN sent'],
    [9000, 'server', '.', 'FIN sent'],
  ],
  [
    [500, 'server', '*', 'listening on localhost:1'],
    [1200, 'client', '*', 'connected to localhost:2'],
    [1900, '', '#', 'now it <speaks>'],
    [2000, 'client', '>', 'one'],
    [2000, 'client', '>', 'two 日本語'],
    [2650, 'wire', '|', 'connection 1: reset after 5 bytes down'],
    [3000, 'client', '*', 'RST received'],
    [
      3050,
      'client',
      '!',
      'a very long line of an error that nobody wants to read, and which goes on and on for longer',
    ],
    [3200, 'client', '*', 'exited 1'],
  ],
)

export const twoClients = recorded(
  [lane('server', 'server'), lane('anna', 'client', 'server'), lane('ben', 'client', 'server')],
  [
    // Ben is seen first by the server, and Anna by the runner.
    [100, 'server', '*', 'connection from localhost'],
    [110, 'server', '*', 'connection from localhost'],
    [120, 'anna', '*', 'connected to localhost:1'],
    [130, 'ben', '*', 'connected to localhost:1'],
    [200, 'ben', '>', 'I am Ben\n'],
    [210, 'anna', '>', 'I am Anna\n'],
    [220, 'server#1', '<', 'I am Ben\n'],
    [230, 'server#2', '<', 'I am Anna\n'],
    [300, 'server#2', '*', 'FIN sent'],
    [310, 'anna', '*', 'FIN received'],
  ],
)
