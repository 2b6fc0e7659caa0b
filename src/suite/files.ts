import fs from 'node:fs'
import type { Problem } from '../model/problem.ts'
import { readRegular, UnreadableFile } from '../disk/read-regular.ts'
import { writeWholeSoon } from '../disk/write-soon.ts'
import { writeWhole } from '../disk/write-whole.ts'
import type { Reaper } from '../kernel/reaper.ts'
import type { Files } from '../pipeline.ts'

/**
 * The file system as the pipeline sees it. Everything is synchronous: the files are small and many, and a promise for
 * each costs more than the reading.
 */
export function nodeFiles(shown: (file: string) => string): Files {
  return {
    read(file) {
      try {
        return { bytes: readRegular(file) }
      } catch (error) {
        return { problem: cannotRead(shown(file), error) }
      }
    },
    exists: (file) => fs.existsSync(file),
    write(file, content) {
      try {
        writeWhole(file, content)
        return undefined
      } catch (error) {
        return cannotWrite(shown(file), error)
      }
    },
    remove(file) {
      try {
        fs.rmSync(file, { force: true })
        return undefined
      } catch (error) {
        return cannotWrite(shown(file), error, 'removed')
      }
    },
  }
}

/** What a suite of many scenarios writes, while others run. */
export function writingSoon(shown: (file: string) => string, reaper: Reaper): Required<Pick<Files, 'writeSoon'>> {
  return {
    async writeSoon(file, content) {
      try {
        await writeWholeSoon(file, content, reaper)
        return undefined
      } catch (error) {
        return cannotWrite(shown(file), error)
      }
    },
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'unknown error')

function cannotRead(shown: string, error: unknown): Problem {
  if (error instanceof UnreadableFile) return notRead(shown, error)
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'file-not-found', message: `there is no file ${shown}` }
  return { code: 'cannot-read', message: `${shown} cannot be read (${code})` }
}

function notRead(shown: string, { why }: UnreadableFile): Problem {
  switch (why) {
    case 'folder':
      return { code: 'not-a-file', message: `${shown} is a folder, not a file` }
    case 'special':
      return { code: 'not-a-file', message: `${shown} is not a regular file` }
    case 'too-large':
      return { code: 'file-too-large', message: `${shown} is too large to be read` }
  }
}

function cannotWrite(shown: string, error: unknown, done: 'written' | 'removed' = 'written'): Problem {
  const code = codeOf(error)
  const hint =
    code === 'EISDIR' || code === 'ERR_FS_EISDIR'
      ? 'a folder has this name: remove it, or choose another name'
      : 'check that the folder exists, is yours, and is not full'
  return { code: 'cannot-write', message: `${shown} cannot be ${done} (${code})`, hint }
}
