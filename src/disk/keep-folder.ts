import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { encodeText } from '../text/byte-text.ts'
import type { Reaper } from '../kernel/reaper.ts'
import { makeFolder } from './make-folder.ts'
import { readRegular } from './read-regular.ts'
import { nameBeside } from './write-whole.ts'

/** Bytes of a kept folder at the most; files that would go beyond are left out. */
const mostBytes = 64 * 1024 * 1024
/** The same for files and folders. */
const mostEntries = 10_000
/** Stands in every kept folder, so that only what was kept before is ever replaced. */
const marker = '.kept-by-scenario'

/**
 * Moves the folder of a failed run to where its author can look at it, in the place of what was kept there before. Pipes, sockets,
 * and what would be too much, are left out, which the marker file names, and so are files with one of these secrets: the output
 * folder may be handed on. Throws the system's error.
 */
export function keepFolder(folder: string, to: string, secrets: readonly string[], reaper?: Reaper): void {
  openUp(folder)
  const left = prune(folder, secrets.map(encodeText))
  writeFileSync(join(folder, marker), markerText(left))
  makeFolder(dirname(to))
  for (let tries = 1; ; tries++) {
    dropKept(to)
    try {
      return move(folder, to, reaper)
    } catch (error) {
      // Another run of the same scenario, which ended at the same moment, was faster.
      if (tries === 10 || !existsSync(join(to, marker))) throw error
    }
  }
}

function move(folder: string, to: string, reaper: Reaper | undefined): void {
  try {
    renameSync(folder, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    moveAcross(folder, to, reaper)
  }
}

/** Removes what an earlier run kept; anything else of this name stays. */
export function dropKept(to: string): void {
  if (existsSync(join(to, marker))) rmSync(to, { recursive: true, force: true })
}

/** The temporary folder is often a file system of its own, and a rename does not lead out of it. */
function moveAcross(folder: string, to: string, reaper: Reaper | undefined): void {
  const copy = nameBeside(to)
  reaper?.addPath(copy)
  try {
    cpSync(folder, copy, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    renameSync(copy, to)
  } catch (error) {
    rmSync(copy, { recursive: true, force: true })
    throw error
  } finally {
    reaper?.removePath(copy)
  }
  rmSync(folder, { recursive: true, force: true })
}

/** Removes what is not kept, and answers with its names. */
function prune(folder: string, secrets: readonly Buffer[]): string[] {
  const left: string[] = []
  let bytes = 0
  let entries = 0
  const visit = (path: string, name: string): void => {
    const stat = lstatSync(path)
    entries += 1
    if (stat.isDirectory() && entries <= mostEntries) {
      for (const entry of readdirSync(path)) visit(join(path, entry), join(name, entry))
      return
    }
    // A copy to another file system has to read it.
    if (stat.isFile() && (stat.mode & 0o400) === 0) chmodSync(path, (stat.mode & 0o777) | 0o400)
    const fits = entries <= mostEntries && bytes + stat.size <= mostBytes
    const hasSecret = named(name, secrets)
    if (
      fits &&
      !hasSecret &&
      (stat.isSymbolicLink() ? !leads(path, secrets) : stat.isFile() && !holds(path, secrets))
    ) {
      bytes += stat.size
      return
    }
    if (left.length < 100) left.push(hasSecret ? 'a file with a secret in its name' : JSON.stringify(name))
    rmSync(path, { recursive: true, force: true })
  }
  for (const entry of readdirSync(folder)) visit(join(folder, entry), entry)
  return left
}

const named = (name: string, secrets: readonly Buffer[]): boolean =>
  secrets.some((secret) => encodeText(name).includes(secret))

const leads = (link: string, secrets: readonly Buffer[]): boolean => named(readlinkSync(link), secrets)

function holds(file: string, secrets: readonly Buffer[]): boolean {
  if (secrets.length === 0) return false
  const content = readRegular(file)
  return secrets.some((secret) => content.includes(secret))
}

/** Removes a folder and what is in it, also where a program has taken its own permissions away. Throws the system's error. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  } catch {
    openUp(folder)
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Gives us back what a program has taken from its own folders and files. */
function openUp(path: string): void {
  const { mode } = lstatSync(path)
  if ((mode & 0o700) !== 0o700) chmodSync(path, (mode & 0o777) | 0o700)
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (entry.isDirectory()) openUp(join(path, entry.name))
}

const markerText = (left: readonly string[]): string =>
  `Files of the last failed run of a scenario, kept by “scenario run”; the next run replaces them.\n${left.map((name) => `Left out: ${name}\n`).join('')}`
