import fs from 'node:fs'
import path from 'node:path'
import { pid } from 'node:process'
import type { Problem } from '../model/problem.ts'
import { makeFolder } from '../pipeline.ts'
import type { Files } from '../pipeline.ts'

// A file beyond this is no scenario, transcript or recording of ours, and is not read into memory.
const largest = 512 * 1024 * 1024
/** So that no two temporary names of this process are the same. */
let written = 0

/**
 * The file system as the pipeline sees it. Everything is synchronous: the files are small and many, and a promise for
 * each costs more than the reading.
 */
export function nodeFiles(shown: (file: string) => string): Files {
  return {
    read(file) {
      try {
        const descriptor = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NONBLOCK)
        try {
          const stat = fs.fstatSync(descriptor)
          if (!stat.isFile()) return { problem: notAFile(shown(file), stat.isDirectory()) }
          if (stat.size > largest)
            return { problem: { code: 'file-too-large', message: `${shown(file)} is too large to be read` } }
          return { bytes: fs.readFileSync(descriptor) }
        } finally {
          fs.closeSync(descriptor)
        }
      } catch (error) {
        return { problem: cannotRead(shown(file), error) }
      }
    },
    exists: (file) => fs.existsSync(file),
    write(wanted, content) {
      const { file, inPlace } = target(wanted)
      const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${pid}-${++written}.tmp`)
      try {
        if (inPlace) {
          fs.writeFileSync(file, content)
          return undefined
        }
        makeFolder(path.dirname(file))
        fs.writeFileSync(temporary, content)
        fs.renameSync(temporary, file)
        return undefined
      } catch (error) {
        discard(temporary)
        return cannotWrite(shown(file), error)
      }
    },
    remove(file) {
      try {
        fs.rmSync(file, { force: true })
        return undefined
      } catch (error) {
        return cannotWrite(shown(file), error)
      }
    },
  }
}

/** A link stays one, and what it leads to is written; a device or a pipe is written into, since a file would take its place. */
function target(wanted: string): { readonly file: string; readonly inPlace: boolean } {
  try {
    const file = fs.realpathSync(wanted)
    const there = fs.statSync(file)
    return { file, inPlace: !there.isFile() && !there.isDirectory() }
  } catch {
    return { file: wanted, inPlace: false }
  }
}

function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true })
  } catch {
    // It was never made, or its folder cannot be written to: nothing of ours is left behind.
  }
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code ?? 'unknown error')

function notAFile(shown: string, folder: boolean): Problem {
  return { code: 'not-a-file', message: folder ? `${shown} is a folder, not a file` : `${shown} is not a regular file` }
}

function cannotRead(shown: string, error: unknown): Problem {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { code: 'file-not-found', message: `there is no file ${shown}` }
  if (code === 'EISDIR') return notAFile(shown, true)
  if (code === 'ENXIO') return notAFile(shown, false)
  return { code: 'cannot-read', message: `${shown} cannot be read (${code})` }
}

function cannotWrite(shown: string, error: unknown): Problem {
  return {
    code: 'cannot-write',
    message: `${shown} cannot be written (${codeOf(error)})`,
    hint: 'check that the folder exists, is yours, and is not full',
  }
}
