import { counted } from '../../../text/counted.ts'
import { mostBytes, mostConnections, type Collected } from './collect.ts'
import type { Connection } from './connection.ts'
import { knownLinks } from './frame.ts'
import { written, type Place } from './transport.ts'

/** The server that is wanted: any host when only a port is given. */
export type Wanted = Partial<Pick<Place, 'host'>> & Pick<Place, 'port'>

export interface WithCapture {
  readonly message: string
  readonly hint: string
}

/** Why no scenario can be made of a capture. */
export function problemWith(collected: Collected, to: Wanted | undefined): WithCapture | undefined {
  const { connections, unreadable, packets, bytes } = collected
  if (unreadable !== undefined && (unreadable.cutOff !== true || packets === 0))
    return {
      message: `the capture cannot be read at byte ${unreadable.offset}: ${unreadable.why}`,
      hint: '“tcpdump -r FILE -w NEW” writes what can be read of it',
    }
  if (connections.length === 0) return nothingIn(collected, to)
  if (connections.every(({ encrypted, bytes }) => encrypted && bytes === 0))
    return {
      message: 'all connections of the capture are encrypted (TLS)',
      hint: 'record between the client and the server: “scenario record FILE --listen PORT --to HOST:PORT --tls”',
    }
  if (bytes > mostBytes || connections.length > mostConnections)
    return {
      message: `the capture holds ${counted(connections.length, 'connection')} with ${bytes} bytes, more than a scenario can have`,
      hint: `name a server with --to (${largest(connections).join(', ')}), or capture less`,
    }
  return undefined
}

function nothingIn({ packets, strangeLink, refused }: Collected, to: Wanted | undefined): WithCapture {
  if (strangeLink !== undefined)
    return {
      message: `the packets have the link type ${strangeLink}, which is not known`,
      hint: `capture on an interface of another type: ${knownLinks.join(', ')}`,
    }
  const where = to === undefined ? '' : ` to ${to.host === undefined ? 'port ' : `${to.host}:`}${to.port}`
  const attempts = refused === 0 ? '' : `, only ${refused} that got no answer`
  return {
    message: `the capture (${counted(packets, 'packet')}) has no connection${where}${attempts}`,
    hint:
      to === undefined
        ? 'begin to capture before the client connects: “tcpdump -i any -w FILE port 9000”'
        : 'leave --to out, or name another server',
  }
}

/** The servers with the most bytes, five at most. */
function largest(connections: readonly Connection[]): string[] {
  const sums = new Map<string, { connections: number; bytes: number }>()
  for (const { server, bytes } of connections) {
    const before = sums.get(written(server)) ?? { connections: 0, bytes: 0 }
    sums.set(written(server), { connections: before.connections + 1, bytes: before.bytes + bytes })
  }
  return [...sums]
    .sort(([, one], [, other]) => other.bytes - one.bytes)
    .slice(0, 5)
    .map(
      ([server, { connections: count, bytes }]) => `${server} has ${counted(count, 'connection')} with ${bytes} bytes`,
    )
}
