/** The address of a server that has none written. */
export const loopback = '127.0.0.1'
const wildcards: Readonly<Record<string, string>> = { '0.0.0.0': loopback, '::': '::1' }

/** Where one is met who listens on this address: at the loopback address when that is everywhere. */
export const metAt = (host: string): string => wildcards[host] ?? host

/** The loopback addresses by their name, all others as they are. */
export const asLocalhost = (host: string): string => (host === loopback || host === '::1' ? 'localhost' : host)

/** `localhost:9000`, `[fe80::1]:9000`. */
export const withPort = (host: string, port: number): string => `${host.includes(':') ? `[${host}]` : host}:${port}`

/**
 * The name of one end of a TCP connection, the same from both sides; undefined when it has none, or none any more. A socket that
 * listens on IPv6 sees the callers of IPv4 as `::ffff:127.0.0.1`.
 */
export function endOf(address: string | undefined, port: number | undefined): string | undefined {
  if (address === undefined || port === undefined) return undefined
  return `tcp:${withPort(address.replace(/^::ffff:(?=\d+\.)/, ''), port)}`
}

/** What a socket reports about its address. */
interface Connected {
  readonly localAddress?: string | undefined
  readonly localPort?: number | undefined
  readonly remoteAddress?: string | undefined
  readonly remotePort?: number | undefined
}

/** The two ends of a TCP connection, so that a client and its connection find each other. */
export function endsOf(socket: Connected): { readonly local?: string; readonly remote?: string } {
  const local = endOf(socket.localAddress, socket.localPort)
  const remote = endOf(socket.remoteAddress, socket.remotePort)
  return { ...(local === undefined ? {} : { local }), ...(remote === undefined ? {} : { remote }) }
}
