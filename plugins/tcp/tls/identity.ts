import { problemError, type Lane } from '../../../src/plugin.ts'
import { authorityOf } from './authorities.ts'
import { makeIdentity } from './certificate.ts'
import type { ServerSecurity } from './options.ts'
import { pemOf } from './pem.ts'

/** What a server shows, and whom it trusts; `ca` is what clients of ours will trust. */
export interface Shown {
  readonly cert: string | undefined
  readonly key: string | undefined
  readonly ca?: string | undefined
  readonly trusted: string | undefined
}

/** `server` of `server#1`. */
export const actorOf = ({ name }: Lane): string => name.split('#')[0] as string

/** The certificate that the author gave, or one made for the run. */
export async function identityOf(options: ServerSecurity, lane: Lane): Promise<Shown> {
  const [cert, key, trusted] = await Promise.all([
    pemOf('cert', options.cert, lane.dir),
    pemOf('key', options.key, lane.dir),
    pemOf('ca', options.ca, lane.dir),
  ])
  if (cert !== undefined) return { cert, key, trusted }
  const { certificate = 'signed', servername } = options
  const names = ['localhost', '127.0.0.1', '::1', ...(servername === undefined ? [] : [servername])]
  const authority = certificate === 'self-signed' ? undefined : await authorityOf(lane.run, actorOf(lane))
  return { ...(await makeIdentity(names, certificate, Date.now(), authority)), trusted }
}

/** The same as `node:tls` takes it. */
export const contextOptions = ({ cert, key, trusted }: Shown) => ({
  cert,
  key,
  ...(trusted === undefined ? {} : { ca: trusted }),
})

/** OpenSSL refuses a certificate or key that is none by throwing. */
export function secured<T>(make: () => T): T {
  try {
    return make()
  } catch (error) {
    throw problemError(
      'cannot-start',
      `the certificate, its key or the versions of TLS are not accepted: ${(error as Error).message}`,
    )
  }
}
