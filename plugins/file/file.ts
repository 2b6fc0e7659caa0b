import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { defineKind, refuse, type Actor, type Lane } from '../../src/plugin.ts'
import { fileOptions, type FileOptions } from './options.ts'
import { Tail } from './tail.ts'
import { Watch } from './watch.ts'

/** A file that others write: its lane hears what is appended to it. */
export const file = defineKind<FileOptions>({
  about: 'a file that others write, such as a server’s log: hears what is appended to it',
  role: 'program',
  options: fileOptions,
  shorthand: 'path',
  voice: false,
  facts: ['path', 'exists', 'size', 'text'],
  can: ['close'],
  events: ['appeared', 'rotated', 'truncated', 'removed', 'error', 'close', 'closed'],
  command: ({ path }) => `tail -f ${path}`,
  start,
})

async function start(options: FileOptions, lane: Lane): Promise<Actor> {
  const path = resolve(lane.dir, options.path)
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) {
    throw refuse('not-a-file', `“${options.path}” is a folder and no file`)
  }
  let over = false
  let begun = false
  const tail = new Tail(path, {
    hear: (bytes) => lane.hear(bytes),
    rotated: () => lane.happened({ name: 'rotated', words: 'rotated: another file stands in its place' }),
    truncated: () => lane.happened({ name: 'truncated' }),
    // A removed file may be a rotation that is half done, so this is no row unless it is wished for.
    removed: () => lane.happened({ name: 'removed', aside: true }),
    appeared: () => {
      if (begun) lane.happened({ name: 'appeared', aside: true })
    },
  })
  let arrived: (() => void) | undefined
  const watch = new Watch(path, () => {
    if (over) return
    try {
      tail.look()
      if (tail.there) arrived?.()
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'unreadable'
      lane.happened({ name: 'error', code, words: `error ${code}` })
    }
  })
  const finish = () => {
    if (over) return
    // A change that the system has not told yet is heard all the same.
    tail.look()
    over = true
    watch.close()
    tail.close()
    lane.happened({ name: 'close', silent: true, ends: 'all' })
  }

  if (options.from === 'end') tail.skip()
  tail.look()
  if (!tail.there && options.missing === 'wait' && !lane.signal.aborted) {
    await new Promise<void>((resolve) => {
      arrived = resolve
      lane.signal.addEventListener('abort', () => resolve(), { once: true })
    })
    arrived = undefined
  }
  if (lane.signal.aborted) {
    finish()
    throw refuse('not-ready', `there is no file “${options.path}”`, undefined, 'failed')
  }
  begun = true

  return {
    facts: () => {
      const now = statSync(path, { throwIfNoEntry: false })
      return {
        path,
        exists: now !== undefined,
        size: now?.size ?? 0,
        text: now === undefined ? '' : readFileSync(path, 'utf8'),
      }
    },
    async close() {
      finish()
    },
    busy() {
      if (over || !tail.behind) return false
      // The system may be slow to tell; who asks whether all has been heard gets it heard.
      tail.look()
      return true
    },
    state: () => (over ? 'closed' : tail.there ? `following ${options.path}` : `waiting for ${options.path}`),
    async stop() {
      finish()
    },
  }
}
