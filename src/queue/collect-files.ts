import fs from 'node:fs'
import path from 'node:path'
import { makeFolder } from '../disk/make-folder.ts'
import { pathFrom } from '../suite/paths.ts'
import { filesBelow } from '../suite/walk.ts'
import type { AnswerFile } from './answer.ts'

/** Bytes of the files of one attempt that are sent; more than that stay on the machine of the worker, so that Redis is not filled. */
export const mostSent = 16 * 1024 * 1024

/** What stands below a folder as files to send, or how many bytes it is when that is too much. */
export function collectFiles(folder: string): { readonly files: readonly AnswerFile[] } | { readonly bytes: number } {
  const found = filesBelow(folder, () => false).flatMap((file) => {
    const stat = fs.lstatSync(file)
    return stat.isFile() ? [{ file, mode: stat.mode, size: stat.size }] : []
  })
  const bytes = found.reduce((sum, { size }) => sum + size, 0)
  if (bytes > mostSent) return { bytes }
  return {
    files: found.map(({ file, mode }) => ({
      name: pathFrom(folder, file),
      mode,
      bytes: fs.readFileSync(file),
    })),
  }
}

/** Copies all files below one folder to the same names below another, and answers where they are now. */
export function copyFiles(from: string, to: string): readonly string[] {
  return filesBelow(from, () => false).map((file) => {
    const target = path.join(to, path.relative(from, file))
    makeFolder(path.dirname(target))
    fs.copyFileSync(file, target)
    return target
  })
}
