import { chmodSync, chownSync, existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import type { Server } from 'node:net'
import path from 'node:path'
import { longestSocketPath } from '../../socket-path.ts'
import { identityOf } from '../../unix-file.ts'

/** A relay's socket at the path of another one, which stands beside it meanwhile. */
export class SocketFile {
  readonly #path: string
  /** Where the socket of the actor is reached. */
  readonly #aside: string
  readonly #identity: string | undefined

  private constructor(place: string, aside: string) {
    this.#path = place
    this.#aside = aside
    this.#identity = identityOf(place)
  }

  /**
   * Puts a server there; `serve` answers one that listens at the first path and leads to the second. Nobody who connects meanwhile finds
   * the path empty. Rejects where the folder does not allow it.
   */
  static async take(
    place: string,
    serve: (at: string, target: string) => Promise<Server>,
  ): Promise<{ readonly file: SocketFile; readonly server: Server }> {
    const [aside, at] = pathsBeside(place)
    const server = await serve(at, aside)
    try {
      likeOther(at, place)
      moveAside(place, aside)
      renameSync(at, place)
    } catch (error) {
      if (existsSync(aside)) renameSync(aside, place)
      server.close()
      throw error
    }
    return { file: new SocketFile(place, aside), server }
  }

  /** False once the actor has removed it, or listens there anew. */
  get stands(): boolean {
    return this.#identity !== undefined && identityOf(this.#path) === this.#identity
  }

  /** The path is the actor’s again: where it `removes` its socket itself when it is closed, nothing is there then. */
  leave(removes: boolean): void {
    if (!this.stands || removes) rmSync(this.#aside, { force: true })
    if (!this.stands) return
    if (removes) rmSync(this.#path, { force: true })
    else renameSync(this.#aside, this.#path)
  }
}

/** Two free paths in the same folder that are no longer than a socket's path may be. */
function pathsBeside(place: string): readonly [string, string] {
  const folder = path.dirname(place)
  const short = Array.from({ length: 100 }, (_, number) => path.join(folder, `~${number}`))
  const free = [`${place}~1`, `${place}~2`, ...short].filter(
    (each) => Buffer.byteLength(each) <= longestSocketPath && !existsSync(each),
  )
  const [one, other] = free
  if (one === undefined || other === undefined) throw new Error('its path leaves no room for another one')
  return [one, other]
}

/** The same people may connect. */
function likeOther(own: string, other: string): void {
  const { mode, uid, gid } = statSync(other)
  chmodSync(own, mode)
  try {
    chownSync(own, uid, gid)
  } catch {
    // Of another user, it stays ours.
  }
}

/** A second name first, so that the path is never empty; some file systems know only one. */
function moveAside(place: string, aside: string): void {
  try {
    linkSync(place, aside)
  } catch {
    renameSync(place, aside)
  }
}
