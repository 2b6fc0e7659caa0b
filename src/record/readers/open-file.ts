import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readBegin, readRegular } from '../../disk/read-regular.ts'
import { beginning } from './kind-of-file.ts'
import type { SeenFile } from './read-file.ts'

const chunkSize = 1024 * 1024
/** Files beside it that are looked at: logs of a terminal and their timing are small. */
const largestBeside = 64 * 1024 * 1024
const mostBeside = 500

/** A file for `record --from`. Throws what `readBegin` throws. */
export function openSeenFile(path: string): SeenFile {
  const folder = dirname(path)
  return {
    file: path,
    begin: readBegin(path, beginning),
    whole: () => readRegular(path),
    chunks: () => chunksOf(path),
    beside: {
      names: () => namesIn(folder).filter((name) => name !== basename(path)),
      begin: (name) => readable(() => readBegin(join(folder, name), 512)) ?? new Uint8Array(),
      read: (name) => readable(() => readRegular(join(folder, basename(name)), largestBeside)),
    },
  }
}

function* chunksOf(path: string): Generator<Uint8Array> {
  const descriptor = openSync(path, 'r')
  try {
    for (;;) {
      // A new one each time: packets that wait for others still point into an earlier one.
      const chunk = Buffer.allocUnsafe(chunkSize)
      const count = readSync(descriptor, chunk, 0, chunkSize, null)
      if (count === 0) return
      yield chunk.subarray(0, count)
    }
  } finally {
    closeSync(descriptor)
  }
}

const namesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
    .slice(0, mostBeside)

function readable(read: () => Uint8Array): Uint8Array | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
