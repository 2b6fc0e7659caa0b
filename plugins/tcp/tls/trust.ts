import { isIP } from 'node:net'
import type { Lane } from '../../../src/plugin.ts'
import type { ClientSecurity } from './options.ts'
import { pemOf } from './pem.ts'

/** Where the server is, and whom a client trusts by itself, as PEM. */
interface Server {
  readonly host: string | undefined
  readonly ca: string | undefined
}

/** What a client shows, whom it trusts, and for which name: what the author asked for, else the server’s, else localhost. */
export async function trustOf(options: ClientSecurity, { host, ca: own }: Server, lane: Lane) {
  const [cert, key, ca] = await Promise.all([
    pemOf('cert', options.cert, lane.dir),
    pemOf('key', options.key, lane.dir),
    pemOf('ca', options.ca ?? own, lane.dir),
  ])
  return {
    servername: options.servername ?? (host !== undefined && isIP(host) === 0 ? host : 'localhost'),
    ...(cert === undefined ? {} : { cert, key }),
    ...(ca === undefined ? {} : { ca }),
  }
}
