import { resolve } from 'node:path'
import { defineKind, problemError, type Actor, type Lane } from '../../src/plugin.ts'
import { FollowedFile, isFolder } from './followed-file.ts'
import { fileOptions, type FileOptions } from './options.ts'
import { statOf } from './stat.ts'

/** A file that others write: its lane receives what is appended to it. */
export const file = defineKind<FileOptions>({
  about: 'a file that others write, such as a server’s log: receives what is appended to it',
  role: 'program',
  options: fileOptions,
  shorthand: 'path',
  ownOutput: false,
  facts: ['path', 'exists', 'is', 'type', 'mode', 'size', 'text'],
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
  if (statOf(path)?.isDirectory() === true && !isFolder(options.path)) {
    const hint = 'to check the facts of a folder, let its path end in “/”'
    throw problemError('not-a-file', `“${options.path}” is a folder and no file`, hint)
  }
  const file = new FollowedFile(path, options, lane)
  await file.begin()
  return file
}
