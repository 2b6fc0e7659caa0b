import path from 'node:path'
import { makeAuthority, makeIdentity } from '../../../plugins/tcp/tls/certificate.ts'
import type { RecordedProgram } from '../../record/programs/program.ts'
import type { Driver, Recorded } from '../../record/programs/recording.ts'
import type { Session } from '../../record/session.ts'
import type { WireOptions } from '../../record/wire/options.ts'
import { shownPlace, type Place } from '../../record/wire/place.ts'
import { endsOfWire } from '../../record/wire/ends.ts'
import { Quiet } from '../../record/wire/quiet.ts'
import { recordWire } from '../../record/wire/record-wire.ts'
import { isServed, shownServers } from '../../record/wire/servers.ts'
import type { WireIdentity } from '../../record/wire/sockets.ts'
import { withPrograms } from '../../record/wire/with-programs.ts'
import { outputPath } from '../../suite/paths.ts'
import { counted } from '../../text/counted.ts'
import { baseOf } from '../configured.ts'
import type { Common, Values } from '../options.ts'
import type { recordFlags } from '../record-flags.ts'
import { toolsFor } from '../tools.ts'
import type { RecordHost } from './host.ts'
import { usage, type Problems } from './usage.ts'
import { wireOptionsOf } from './wire-options.ts'

type Args = Common & Values<typeof recordFlags> & { readonly command?: readonly string[] }

/** Runs programs, with the driver that it makes of the one that types. */
export type RunPrograms = (around: (drive: Driver) => Driver) => Promise<Recorded>

/** What goes between clients and a server, until the person has seen enough; `programs` are those behind `--`, which take part. */
export async function sessionOfWire(
  args: Args,
  host: RecordHost,
  programs: RunPrograms | undefined,
): Promise<{ readonly session: Session } | Problems> {
  const options = wireOptionsOf(args, programs !== undefined)
  if ('problems' in options) return options
  try {
    const recorded =
      programs === undefined ? await alone(options, args, host) : await beside(options, args, host, programs)
    if ('problems' in recorded || options.play === 'none') return recorded
    const nothing = nothingIn(recorded.session, options)
    if (nothing === undefined && programs === undefined && options.play === 'client')
      await host.shell.stdout.write(
        `the scenario needs the server at ${shownPlace(options.to)}, which it does not start\n`,
      )
    return nothing ?? recorded
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    if (!/^(?:listen|bind)$/.test(syscall ?? '')) throw error
    const isUsed = code === 'EADDRINUSE'
    const holders = isUsed ? shownServers(options.listen, options.transport) : ''
    const message = `the recorder cannot listen on ${shownPlace(options.listen)}: ${code}${holders === '' ? '' : `, it is held by ${holders}`}`
    const hint = isUsed ? 'take another port for --listen; 0 is a free one' : 'take another place for --listen'
    return { problems: [{ code: 'cannot-start', message, hint }] }
  }
}

/** Without a connection that carried or ended something there is nothing to make a scenario of. */
function nothingIn({ events }: Session, { listen, to }: WireOptions): Problems | undefined {
  if (events.some(({ type }) => type === 'sent' || type === 'end' || type === 'reset')) return undefined
  return events.some(({ type }) => type === 'connected')
    ? usage(`the server at ${shownPlace(to)} was not reached, and nothing is written`, 'start it, and record again')
    : usage(
        `no connection came to ${shownPlace(listen)}, and nothing is written`,
        'record again, and let a client connect there instead of to its server',
      )
}

async function alone(options: WireOptions, args: Args, host: RecordHost): Promise<{ readonly session: Session }> {
  const clock = clockOf(host)
  const end =
    options.connections === undefined ? 'end with Ctrl-C' : `ends after ${counted(options.connections, 'connection')}`
  return { session: await wireOf(options, args, { host, clock, signal: host.shell.signal, end }) }
}

/** The recorder listens before the first program starts, and stops before the first is stopped. */
async function beside(
  options: WireOptions,
  args: Args,
  host: RecordHost,
  programs: RunPrograms,
): Promise<{ readonly session: Session } | Problems> {
  const clock = clockOf(host)
  const ending = new AbortController()
  let programsNow = (): readonly RecordedProgram[] => []
  const pids = () => programsNow().flatMap((program) => program.processes())
  const quiet = new Quiet(endsOfWire(pids, options.to, options.transport))
  let listens: (place: Place) => void = () => {}
  const listening = new Promise<Place>((resolve) => (listens = resolve))
  let offset = 0
  let enough = (): void => {}
  const connectionsOver = new Promise<void>((resolve) => (enough = resolve))
  const moved = (from?: 'client' | 'server') => quiet.moved(from)
  const wire = wireOf(options, args, { host, clock, signal: ending.signal, listens, moved, enough })
  await Promise.race([listening, wire])
  const around =
    (drive: Driver): Driver =>
    async (recording, over) => {
      offset = clock() - recording.micros()
      programsNow = () => recording.programs
      const ended = clientsEnded(recording.programs)
      const idle = async () => {
        await recording.idle()
        await quiet.answered(ended)
      }
      const last = async () => {
        await recording.idle()
        await quiet.answered(ended, true)
      }
      // A program whose connections are over may go on: it prints what it has got, or connects once more.
      await Promise.race([drive({ ...recording, idle }, over).then(last), connectionsOver.then(last), ended])
      ending.abort()
      await wire
    }
  const recorded = await programs(around)
  ending.abort()
  const session = await wire
  if (recorded.session === undefined) return { problems: recorded.problems }
  return { session: withPrograms(session, recorded.session, { ...options, offset }) }
}

/** Resolves when the programs behind the first have ended: nobody is left who would say more to the server. */
async function clientsEnded(programs: readonly RecordedProgram[]): Promise<void> {
  const clients = programs.slice(1)
  const ended = (): boolean => clients.length > 0 && clients.every(({ ending }) => ending !== undefined)
  if (ended()) return
  await new Promise<void>((resolve) => {
    for (const client of clients) {
      const before = client.ended
      client.ended = () => {
        before()
        if (ended()) resolve()
      }
    }
  })
}

/** Microseconds since now. */
function clockOf({ shell }: RecordHost): () => number {
  const began = shell.now()
  return () => Math.round((shell.now() - began) * 1000)
}

interface Recording {
  readonly host: RecordHost
  readonly clock: () => number
  readonly signal: AbortSignal
  /** How it ends, for the person; nothing is printed where programs have the terminal. */
  readonly end?: string
  readonly listens?: (place: Place) => void
  readonly moved?: (from?: 'client' | 'server') => void
  readonly enough?: () => void
}

function wireOf(
  options: WireOptions,
  args: Args,
  { host, clock, signal, end, listens, moved, enough }: Recording,
): Promise<Session> {
  const { shell } = host
  const print = (line: string) => void (end === undefined ? undefined : shell.stdout.write(`${line}\n`))
  return recordWire(options, {
    now: clock,
    ...(moved === undefined ? {} : { moved }),
    ...(enough === undefined ? {} : { enough }),
    wall: shell.wall().toISOString(),
    print,
    identity: () => identityFor(args, host, print),
    signal,
    listening(place) {
      print(`listening on ${shownPlace(place)}, for ${shownPlace(options.to)}; ${end}`)
      if (end !== undefined && isServed(options.to, options.transport) === false)
        print(`nothing listens on ${shownPlace(options.to)} now`)
      listens?.(place)
    },
  })
}

/** A certificate for this recording, and the file with the authority that clients may trust. */
async function identityFor(args: Args, host: RecordHost, print: (line: string) => void): Promise<WireIdentity> {
  const { files, shown } = toolsFor(host.shell)
  const now = host.shell.wall().getTime()
  const authority = await makeAuthority(now, 'the recorder')
  const out = path.resolve(host.shell.cwd, args.out)
  const file = outputPath(out, baseOf(host.shell), { file: host.file }, '.ca.pem')
  files.write(file, authority.pem)
  print(`clients can trust ${shown(file)}`)
  return makeIdentity(['localhost', '127.0.0.1', '::1'], 'signed', now, authority)
}
