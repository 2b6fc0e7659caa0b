import type { Session } from '../session.ts'
import { DatagramWire } from './datagrams.ts'
import type { WireOptions, WireServices } from './options.ts'
import { sessionOfTape } from './session-of-tape.ts'
import { StreamWire } from './streams.ts'
import { Tape } from './tape.ts'

/** How long datagrams may still follow the last answer that was waited for (milliseconds). */
const moment = 200

/**
 * Stands between any client and any server, passes everything on, and answers what was seen when `signal` is aborted or as many
 * connections are over as were asked for. Rejects with the system's error where it cannot listen.
 */
export async function recordWire(options: WireOptions, services: WireServices): Promise<Session> {
  const tape = new Tape(services.now, { moved: (from) => services.moved?.(from) })
  const done = deferred()
  const over = (count: number) => {
    if (options.connections === undefined || count < options.connections) return
    const enough = services.enough?.bind(services) ?? done.resolve
    if (options.transport === 'udp') setTimeout(enough, moment)
    else enough()
  }
  const identity = options.transport === 'tls' ? await services.identity() : undefined
  const around = { options, services, tape, over, identity }
  const wire = options.transport === 'udp' ? new DatagramWire(around) : new StreamWire(around)
  services.signal.addEventListener('abort', () => done.resolve(), { once: true })
  if (services.signal.aborted) done.resolve()
  try {
    services.listening(await wire.listen())
    await done.promise
  } finally {
    wire.close()
  }
  const { further, untrusted } =
    wire instanceof StreamWire ? wire : { further: new Map(), untrusted: new Set<number>() }
  return sessionOfTape(tape, { ...options, wall: services.wall, further, untrusted })
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>((done) => (resolve = done))
  return { promise, resolve }
}
