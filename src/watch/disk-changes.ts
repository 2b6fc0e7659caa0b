import fs from 'node:fs'
import path from 'node:path'
import { scenarioName, statOf } from '../suite/walk.ts'
import { FolderWatch } from './folder-watch.ts'
import { isWithin } from '../suite/paths.ts'

/** Milliseconds without another change after which a save is over, and after which no more of them is waited for. */
const [quiet, longest] = [15, 60]
/** The latter while a file is empty or gone: an editor may have written the first half of a save. */
const halfSaved = 150

interface Place {
  /** Folders of which everything is watched, for scenarios that are new. */
  readonly folders: readonly string[]
  /** The output folder, in which runs write. */
  readonly out: string
  /** The working directory: folders outside of it are not watched with all in them. */
  readonly root: string
  /** Is this file part of something? */
  isUsed(file: string): boolean
  /** Called with a limit of the system, such as `fs.inotify.max_user_watches`, at which a folder cannot be watched. */
  exhausted(limit: string): void
}

/** What changes on the disk, once a save is over. */
export class DiskChanges {
  readonly #place: Place
  readonly #report: (files: ReadonlySet<string>) => void
  readonly #watch: FolderWatch
  /** How each file was when its last change was reported. */
  readonly #reported = new Map<string, string>()
  #changed = new Set<string>()
  /** Of these, what is empty or gone: perhaps only for a moment. */
  readonly #half = new Set<string>()
  #began = 0
  #timer: NodeJS.Timeout | undefined

  constructor(place: Place, report: (files: ReadonlySet<string>) => void) {
    this.#place = place
    this.#report = report
    const isLeftOut = (folder: string): boolean => isWithin(folder, place.out) || unread.has(path.basename(folder))
    this.#watch = new FolderWatch(isLeftOut, (file) => this.#note(file), place.exhausted)
    this.#watch.add(place.root)
    for (const folder of place.folders) this.#watch.addTree(folder)
  }

  /** Watches these, too: files, and folders with all in them. What is not there yet is seen where its folder is watched. */
  add(files: Iterable<string>): void {
    for (const file of files) {
      const stat = statOf(file)
      if (stat?.isDirectory() === true) {
        if (isWithin(file, this.#place.root)) this.#watch.addTree(file)
      } else if (stat !== undefined) this.#watch.add(path.dirname(file))
    }
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#watch.close()
  }

  #note(file: string): void {
    const { isUsed, folders } = this.#place
    const isNew = scenarioName.test(file) && folders.some((folder) => isWithin(file, folder))
    if (!isNew && !isUsed(file)) return
    const stat = statOf(file)
    if (!isNew && stat?.isDirectory() === true) return
    const now = performance.now()
    if (this.#changed.size === 0) this.#began = now
    this.#changed.add(file)
    if ((stat?.size ?? 0) === 0) this.#half.add(file)
    else this.#half.delete(file)
    const isHalf = this.#half.size > 0
    const left = this.#began + (isHalf ? halfSaved : longest) - now
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#fire(), Math.max(0, isHalf ? left : Math.min(quiet, left)))
  }

  #fire(): void {
    const changed = this.#changed
    this.#changed = new Set()
    this.#half.clear()
    for (const file of changed) {
      const stamp = stampOf(file)
      // Its rights have changed, or when it was read.
      if (this.#reported.get(file) === stamp) changed.delete(file)
      this.#reported.set(file, stamp)
    }
    if (changed.size > 0) this.#report(changed)
  }
}

/** Folders in which nobody edits. */
const unread: ReadonlySet<string> = new Set(['node_modules', '.git'])

/** Differs when the file does. */
function stampOf(file: string): string {
  try {
    const { mtimeNs, size, ino } = fs.statSync(file, { bigint: true })
    return `${mtimeNs} ${size} ${ino}`
  } catch {
    return 'gone'
  }
}
