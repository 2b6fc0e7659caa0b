import { resolve } from 'node:path'
import { defineKind, readRegular, problemError, type Actor, type Facts, type Lane } from '../../src/plugin.ts'
import { fileOptions, type FileOptions } from './options.ts'
import { statOf, typeOf } from './stat.ts'
import { Tail } from './tail.ts'
import { Watch } from './watch.ts'

const special: ReadonlySet<string> = new Set(['socket', 'pipe', 'device'])
/** Bytes of the largest file whose `text` is a fact. */
const largestText = 16 * 1024 * 1024

/** A file that others write: its lane receives what is appended to it. */
export const file = defineKind<FileOptions>({
  about: 'a file that others write, such as a server’s log: receives what is appended to it',
  role: 'program',
  options: fileOptions,
  shorthand: 'path',
  ownOutput: false,
  facts: ['path', 'exists', 'type', 'size', 'text'],
  can: ['close'],
  events: [
    { name: 'appeared', outOfBand: true },
    'rotated',
    'truncated',
    { name: 'removed', outOfBand: true },
    'error',
    'close',
    'closed',
  ],
  command: ({ path }) => `tail -f ${path}`,
  traits: () => ({ unreachable: 'a file listens nowhere; name a server or a program' }),
  start,
})

async function start(options: FileOptions, lane: Lane): Promise<Actor> {
  const path = resolve(lane.dir, options.path)
  if (statOf(path)?.isDirectory() === true) {
    throw problemError('not-a-file', `“${options.path}” is a folder and no file`)
  }
  let over = false
  let begun = false
  const tail = new Tail(path, {
    receive: (bytes) => lane.receive(bytes),
    rotated: () => lane.event({ name: 'rotated', words: 'rotated: another file stands in its place' }),
    truncated: () => lane.event({ name: 'truncated' }),
    // A removed file may be a rotation that is half done, so this is no row unless it is expected.
    removed: () => lane.event({ name: 'removed', outOfBand: true }),
    appeared: () => {
      if (begun) lane.event({ name: 'appeared', outOfBand: true })
    },
  })
  let arrived: (() => void) | undefined
  // A socket or a pipe is there, too, though nothing of it is read: whether it exists is what one asks of it.
  const there = (): boolean => tail.there || special.has(typeOf(statOf(path)))
  const look = (): void => {
    if (over) return
    try {
      tail.look()
      if (tail.more) setImmediate(look)
      if (there()) arrived?.()
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
      lane.event({ name: 'error', code, words: `error ${code}` })
    }
  }
  const watch = new Watch(path, look)
  const finish = () => {
    if (over) return
    // A change that the system has not reported yet is received all the same.
    tail.look(true)
    over = true
    watch.close()
    tail.close()
    lane.event({ name: 'close', silent: true, ends: 'all' })
  }

  if (options.from === 'end') tail.skip()
  look()
  if (!there() && options.missing === 'wait' && !lane.signal.aborted) {
    await new Promise<void>((resolve) => {
      arrived = resolve
      lane.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    arrived = undefined
  }
  if (lane.signal.aborted) {
    finish()
    throw problemError('not-ready', `there is no file “${options.path}”`, undefined, 'failed')
  }
  begun = true

  return {
    facts: () => factsOf(path),
    async close() {
      finish()
    },
    busy() {
      if (over || !tail.behind) return false
      // The system may report late, so the file is read before the answer that all has been received.
      look()
      return true
    },
    state() {
      if (over) return 'closed'
      if (tail.there) return `following ${options.path}`
      const type = typeOf(statOf(path))
      return type === 'none' || type === 'file'
        ? `waiting for ${options.path}`
        : `${options.path} is a ${type}, which is not read`
    },
    async stop() {
      finish()
    },
  }
}

/** The text is read when it is asked for, and only of a file that is not too large: a pipe would be waited for. */
function factsOf(path: string): Facts {
  const now = statOf(path)
  const facts = { path, exists: now !== undefined, type: typeOf(now), size: now?.size ?? 0 }
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
