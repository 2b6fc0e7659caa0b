import { refuse, type Happening } from '../../../src/plugin.ts'
import { shownAddress, type Address } from './address.ts'

/** The code of an error; of several (a host with several addresses) the first one's. */
export function codeOf(error: unknown): string {
  const { code, errors } = error as NodeJS.ErrnoException & { readonly errors?: readonly unknown[] }
  if (code !== undefined) return code
  return errors?.[0] === undefined ? 'ERROR' : codeOf(errors[0])
}

/** A socket's error in TCP's words: ECONNRESET is the peer's RST. After either nothing more can happen to the socket. */
export function happeningOf(error: unknown): Happening {
  const code = codeOf(error)
  if (code === 'ECONNRESET') return { name: 'reset', code, words: 'RST received', ends: 'all' }
  return { name: 'error', code, words: `error ${code}`, ends: 'all' }
}

/** Why a server could not listen: the surroundings refuse. */
export function listenRefusal(error: unknown, address: Address): Error {
  const code = codeOf(error)
  const where = shownAddress(address)
  if (code === 'EADDRINUSE') {
    if ('path' in address)
      return refuse(
        'path-in-use',
        `the socket “${where}” is there already`,
        'a server that was killed leaves its socket behind; remove it',
      )
    return refuse(
      'port-in-use',
      `port ${address.port} is taken already (${where})`,
      'stop who listens there, or leave the port out and a free one is drawn',
    )
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return refuse(
      'not-permitted',
      `this user may not listen on ${where}`,
      'path' in address ? undefined : 'ports below 1024 are often reserved; leave the port out and a free one is drawn',
    )
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return refuse(
      'address-unavailable',
      `this machine has no address “${'path' in address ? where : address.host}” to listen on`,
    )
  }
  return refuse('cannot-start', `it cannot listen on ${where}: ${code}`)
}
