import { loopback, withPort } from '../../text/hosts.ts'
import type { Address } from '../session.ts'

/** Where the recorder listens or connects to. */
export type Place = { readonly host: string; readonly port: number } | { readonly path: string }

/** `9000`, `localhost:9000`, `[::1]:9000`, or the path of a Unix socket, which has a `/`; undefined where it is none of these. */
export function placeOf(text: string): Place | undefined {
  if (text.includes('/') || text.startsWith('@')) return { path: text.replace(/^@/, '\0') }
  const found = /^(?:(?:\[(?<v6>[^\]]+)\]|(?<host>[^:]*)):)?(?<port>\d{1,5})$/.exec(text)?.groups
  const port = Number(found?.['port'])
  if (found === undefined || port > 65535) return undefined
  const host = found['v6'] ?? found['host'] ?? ''
  return { host: host === '' || host === 'localhost' ? loopback : host, port }
}

/** A name in the abstract namespace begins with a zero byte, which is written as “@”. */
const shownPath = (path: string): string => path.replace('\0', '@')

/** As messages name it. */
export const shownPlace = (place: Place): string =>
  'path' in place ? shownPath(place.path) : withPort(place.host === loopback ? 'localhost' : place.host, place.port)

/** As a session keeps it. */
export function addressOf(place: Place): Address {
  if ('path' in place) return { path: shownPath(place.path) }
  return place.host === loopback ? { port: place.port } : { host: place.host, port: place.port }
}
