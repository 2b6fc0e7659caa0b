import { createServer, Socket, type Server, type ServerOpts, type SocketConstructorOpts } from 'node:net'
import { problemError } from '../../registry/problem-error.ts'
import { NoSocket, systemSocket } from './helper.ts'
import { spellingsInUse } from '../../kernel/abstract-names.ts'
import { ownSpelling, paddedPath } from './names.ts'

/** How a client reaches the abstract socket `path` (`\0name`): by this path, or over this socket, which is connected already. */
export async function reach(
  path: string,
  options: SocketConstructorOpts,
): Promise<{ readonly path: string } | { readonly socket: Socket }> {
  const name = path.slice(1)
  const there = spellingsInUse(`@${name}`)
  const own = await ownSpelling()
  // The system refuses a caller that has no such name, with its own message.
  if (there.size === 0 || there.has(own)) return { path }
  if (own === 'exact') return { path: paddedPath(path) }
  try {
    const handle = await systemSocket('connect', name)
    return { socket: new Socket({ ...options, handle, readable: true, writable: true } as SocketConstructorOpts) }
  } catch (error) {
    if (!(error instanceof NoSocket)) throw error
    if (error.errno !== undefined) return { path }
    throw problemError(
      'cannot-start',
      `who listens on “@${name}” does not fill the name up, and Node ${process.versions.node} cannot reach it`,
      'install perl, which makes the socket, or use a Node of which this is not so (22.12)',
    )
  }
}

/** What `net` keeps to itself of a server: the socket below, and how it begins to listen on it. */
interface WithHandle {
  _handle: unknown
  _listen2(address: null, port: number, family: number, backlog: number): void
}

/**
 * A server on the other name of the abstract socket `path`, beside the one that Node listens on, so that programs reach it whichever of
 * the two their language makes of `@name`. Undefined where it cannot be had.
 */
export async function twin(path: string, options: ServerOpts, backlog = 511): Promise<Server | undefined> {
  const server = createServer(options)
  const listening = new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject))
  if ((await ownSpelling()) === 'exact') server.listen({ path: paddedPath(path), backlog, exclusive: true })
  else {
    let handle
    try {
      handle = await systemSocket('listen', path.slice(1), backlog)
    } catch (error) {
      listening.catch(() => {})
      if (error instanceof NoSocket && error.errno === undefined) return undefined
      throw Object.assign(new Error('the name is taken'), { code: 'EADDRINUSE' })
    }
    const opened = server as unknown as WithHandle
    opened._handle = handle
    opened._listen2(null, -1, -1, backlog)
  }
  await listening
  return server
}
