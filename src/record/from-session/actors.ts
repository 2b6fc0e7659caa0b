import { Buffer } from 'node:buffer'
import { literalText } from '../../authoring/written.ts'
import type { Written } from '../../authoring/written.ts'
import type { DraftActor } from '../draft.ts'
import { listensAt, listensSomewhere } from '../listens.ts'
import { usualSize } from '../session.ts'
import type { SeenActor, SeenClient, SeenFraming, SeenProgram, SeenServer, Session, Transport } from '../session.ts'
import type { DraftPlace } from './place.ts'
import { isBinary } from './messages.ts'
import { readyOf, withPorts } from './ports.ts'
import type { Ports } from './ports.ts'

/** The actors that stand in the scenario: programs, and what the tool plays. */
export function actorsOf(session: Session, ports: Ports, place: DraftPlace): DraftActor[] {
  const all = session.actors.flatMap((actor) => {
    if (actor.type === 'program')
      return [programOf(actor, ports, place, typedInto(session, actor.name), isLookedAt(session, actor.name))]
    if (!actor.played) return []
    return [actor.type === 'client' ? clientOf(actor, session) : serverOf(actor, session)]
  })
  // What was guessed of one is said at the first.
  return all.map(({ comment, ...actor }, at) =>
    comment === undefined || all.slice(0, at).some((other) => other.comment === comment)
      ? actor
      : { ...actor, comment },
  )
}

const typedInto = ({ events }: Session, name: string): string =>
  Buffer.concat(
    events.flatMap((event) => (event.type === 'input' && event.actor === name ? [event.bytes] : [])),
  ).toString()

const isLookedAt = ({ events }: Session, name: string): boolean =>
  events.some((event) => (event.type === 'screen' || event.type === 'resized') && event.actor === name)

function programOf(
  program: SeenProgram,
  ports: Ports,
  place: DraftPlace,
  typed: string,
  lookedAt: boolean,
): DraftActor {
  const { terminal, env } = program
  const options = new Map<string, Written>([['run', commandOf(program.command, ports)]])
  // What it changes is begun anew in each run.
  const folder = program.changed === undefined ? place.folderFor(program, typed) : '${tmp}'
  if (folder !== undefined) options.set('cwd', folder)
  const pty = terminal && ptyOf(terminal)
  // A server that nobody types into runs as it would behind a service manager.
  const isServer = listensSomewhere(program.ready) && typed === '' && !lookedAt
  if (pty !== undefined && !isServer) options.set('pty', pty)
  if (env !== undefined && Object.keys(env).length > 0)
    options.set('env', Object.fromEntries(Object.entries(env).map(([key, value]) => [key, literalText(value)])))
  const ready = readyOf(program, ports)
  if (ready !== undefined && !(typed !== '' && isInput(ready))) options.set('ready', ready)
  const had = pty !== undefined && isServer ? { terminal: pty } : {}
  return { name: program.name, kind: 'program', options, ...had }
}

const ptyOf = ({ cols, rows }: { readonly cols: number; readonly rows: number }): Written =>
  cols === usualSize.cols && rows === usualSize.rows ? true : { cols, rows }

const isInput = (ready: Written): boolean => typeof ready === 'object' && ready !== null && 'input' in ready

/** A command as one text where no word of it needs quotes, else its words. */
function commandOf(command: readonly string[], ports: Ports): Written {
  const words = command.map((word) => withPorts(word, ports))
  return words.every((word) => /^(?:[\w./:=@%+,-]|\$\{[\w.-]+\})+$/.test(word)) ? words.join(' ') : words
}

function clientOf(client: SeenClient, session: Session): DraftActor {
  const options = new Map<string, Written>()
  const found = session.actors.find(({ name }) => name === client.to)
  const server = found?.type === 'server' ? found : undefined
  reach(options, client, server, session)
  addFraming(options, client.framing ?? server?.framing, client.transport)
  addHandshake(options, client)
  if (client.untrusted === true && client.transport === 'tls' && server?.played !== true)
    options.set('rejectUnauthorized', false)
  if (client.transport === 'udp' && isBinary(session, client.to)) options.set('messages', 'binary')
  const comment = commentOnClient(client, server, options)
  return {
    name: client.name,
    kind: kindOf(client.transport, 'client'),
    options,
    ...(comment === '' ? {} : { comment }),
  }
}

/** A server that is played has the same comment on its framing; one that nobody starts must be there. */
function commentOnClient(
  { framing, transport }: SeenClient,
  server: SeenServer | undefined,
  options: ReadonlyMap<string, Written>,
): string {
  const { comment = '' } = server?.played === true ? {} : commentOn(framing)
  const isElsewhere = options.has('port') || (options.has('path') && transport === 'unix')
  return `${comment}${isElsewhere ? ' The scenario does not start its server, which must listen there.' : ''}`.trim()
}

/** The program of the session that listens at this address. */
function programAt(server: SeenServer, { actors }: Session): SeenProgram | undefined {
  const { address } = server
  if (address === undefined) return undefined
  return actors.find((actor): actor is SeenProgram => actor.type === 'program' && listensAt(actor.ready, address))
}

/** By its actor where it has one, else at its address. */
function reach(
  options: Map<string, Written>,
  { to }: SeenClient,
  server: SeenServer | undefined,
  session: Session,
): void {
  const program = server === undefined || server.played ? undefined : programAt(server, session)
  if (server === undefined || server.played || program !== undefined) {
    options.set('to', program?.name ?? to)
    return
  }
  const { address } = server
  if (address === undefined) return
  if ('path' in address) options.set('path', literalText(address.path))
  else {
    options.set('port', address.port)
    if (address.host !== undefined && !isLoopback(address.host)) options.set('host', literalText(address.host))
  }
}

const isLoopback = (host: string): boolean => /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(host)

function serverOf(server: SeenServer, session: Session): DraftActor {
  const options = new Map<string, Written>()
  if (server.address !== undefined && 'path' in server.address) options.set('path', baseName(server.address.path))
  addFraming(options, server.framing, server.transport)
  const asked = session.actors.find((actor): actor is SeenClient => actor.type === 'client' && actor.to === server.name)
  if (asked?.websocket?.protocols !== undefined) options.set('protocols', asked.websocket.protocols)
  if (server.transport === 'udp' && isBinary(session, server.name)) options.set('messages', 'binary')
  return { name: server.name, kind: kindOf(server.transport, 'server'), options, ...commentOn(server.framing) }
}

const baseName = (path: string): string => literalText(path.slice(path.lastIndexOf('/') + 1))

/** Comments are for what was guessed: lines that end with a line feed are what anybody expects. */
const commentOn = (framing: SeenFraming | undefined): { comment?: string } =>
  framing === undefined || ['line', 'message', 'websocket'].includes(framing.name) || framing.why === ''
    ? {}
    : { comment: `Framing: ${framing.why}.` }

function addFraming(options: Map<string, Written>, framing: SeenFraming | undefined, transport: Transport): void {
  if (transport === 'udp' || transport === 'websocket' || framing === undefined) return
  if (framing.name === 'crlf' || framing.name === 'raw') options.set('framing', framing.name)
  if (framing.name === 'delimiter' || framing.name === 'length')
    options.set('framing', { [framing.name]: framing.option ?? 4 })
  if (framing.eol !== undefined) options.set('eol', framing.eol)
}

/** What the client of a WebSocket asks for. */
function addHandshake(options: Map<string, Written>, { websocket }: SeenClient): void {
  const { path, protocols, headers } = websocket ?? { path: '/' }
  if (path !== '/') options.set('path', literalText(path))
  if (protocols !== undefined) options.set('protocols', protocols)
  if (headers !== undefined) options.set('headers', headers)
}

const kindOf = (transport: Transport, side: 'client' | 'server'): string =>
  transport === 'udp' ? 'udp' : `${transport === 'unix' ? 'tcp' : transport}-${side}`

/** Files of the run's folder: those that programs change, as they were before. */
export function filesOf(actors: readonly SeenActor[]): Readonly<Record<string, string>> | undefined {
  const files = actors.flatMap((actor) =>
    actor.type === 'program'
      ? Object.entries(actor.changed ?? {}).flatMap(([name, text]): [string, string][] =>
          text === null ? [] : [[name, literalText(text)]],
        )
      : [],
  )
  return files.length === 0 ? undefined : Object.fromEntries(files)
}

/** The conditions under which the scenario runs: programs that come with Node are everywhere. */
export function conditionsOf(actors: readonly SeenActor[]): { command: string }[] {
  const commands = actors.flatMap((actor) => (actor.type === 'program' ? [actor.command[0] ?? ''] : []))
  const foreign = commands.filter((command) => !/^(?:node|npm|npx)$/.test(command) && !command.includes('/'))
  return [...new Set(foreign)].map((command) => ({ command }))
}
