import { readRegular, problemError, type Actor, type Facts, type Lane } from '../../src/plugin.ts'
import type { FileOptions } from './options.ts'
import { kindOf, modeOf, statOf, typeOf } from './stat.ts'
import { Tail } from './tail.ts'
import { Watch } from './watch.ts'

const special: ReadonlySet<string> = new Set(['socket', 'pipe', 'device'])
/** Bytes of the largest file whose `text` is a fact. */
const largestText = 16 * 1024 * 1024

/** A file as an actor: what is appended to it is received until it is closed. */
export class FollowedFile implements Actor {
  readonly #path: string
  readonly #options: FileOptions
  readonly #lane: Lane
  readonly #tail: Tail
  readonly #watch: Watch
  #begun = false
  #over = false
  /** Called when a look finds the file. */
  #arrived: (() => void) | undefined

  constructor(path: string, options: FileOptions, lane: Lane) {
    this.#path = path
    this.#options = options
    this.#lane = lane
    this.#tail = new Tail(path, {
      receive: (bytes) => lane.receive(bytes),
      rotated: () => lane.event({ name: 'rotated', words: 'rotated: another file stands in its place' }),
      truncated: () => lane.event({ name: 'truncated' }),
      // A removed file may be a rotation that is half done, so this is no row unless it is expected.
      removed: () => lane.event({ name: 'removed', outOfBand: true }),
      appeared: () => {
        if (this.#begun) lane.event({ name: 'appeared', outOfBand: true })
      },
    })
    this.#watch = new Watch(path, () => this.#look())
  }

  /** Receives what is there, and waits for the file where the options say so. Rejects with a problem when the run ends before. */
  async begin(): Promise<void> {
    const { from, missing, path } = this.#options
    const { signal } = this.#lane
    if (from === 'end') this.#tail.skip()
    this.#look()
    if (!this.#there() && missing === 'wait' && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
      this.#arrived = undefined
    }
    if (signal.aborted) {
      this.#finish()
      throw problemError('not-ready', `there is no file “${path}”`, undefined, 'failed')
    }
    this.#begun = true
  }

  facts(): Facts {
    return factsOf(this.#path)
  }

  async close(): Promise<void> {
    this.#finish()
  }

  busy(): boolean {
    if (this.#over || !this.#tail.behind) return false
    // The system may report late, so the file is read before the answer that all has been received.
    this.#look()
    return true
  }

  state(): string {
    const { path } = this.#options
    if (this.#over) return 'closed'
    if (this.#tail.there) return `following ${path}`
    const type = typeOf(statOf(this.#path))
    return type === 'none' || type === 'file' ? `waiting for ${path}` : `${path} is a ${type}, which is not read`
  }

  async stop(): Promise<void> {
    this.#finish()
  }

  /** A socket or a pipe is there, too, though nothing of it is read: whether it exists is what one asks of it. So is a folder. */
  #there(): boolean {
    if (this.#tail.there) return true
    const type = typeOf(statOf(this.#path))
    return special.has(type) || (type === 'folder' && isFolder(this.#options.path))
  }

  #look(): void {
    if (this.#over) return
    try {
      this.#tail.look()
      if (this.#tail.more) setImmediate(() => this.#look())
      if (this.#there()) this.#arrived?.()
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
      this.#lane.event({ name: 'error', code, words: `error ${code}` })
    }
  }

  #finish(): void {
    if (this.#over) return
    // A change that the system has not reported yet is received all the same.
    this.#tail.look(true)
    this.#over = true
    this.#watch.close()
    this.#tail.close()
    this.#lane.event({ name: 'close', silent: true, ends: 'all' })
  }
}

/** A folder is meant by a path that ends in `/`. */
export const isFolder = (path: string): boolean => /[/\\]$/.test(path)

/** The text is read when it is asked for, and only of a file that is not too large: a pipe would be waited for. */
function factsOf(path: string): Facts {
  const now = statOf(path)
  const facts = {
    path,
    exists: now !== undefined,
    is: kindOf(now),
    type: typeOf(now),
    size: now?.size ?? 0,
    ...(now === undefined ? {} : { mode: modeOf(now) }),
  }
  const readable = now === undefined || (now.isFile() && now.size <= largestText)
  return readable ? Object.defineProperty(facts, 'text', { enumerable: true, get: () => textOf(path) }) : facts
}

/** Empty for what has gone since, or may not be read. */
function textOf(path: string): string {
  try {
    return readRegular(path, largestText).toString('utf8')
  } catch {
    return ''
  }
}
