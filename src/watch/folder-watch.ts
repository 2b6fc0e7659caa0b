import fs from 'node:fs'
import path from 'node:path'
import { statOf } from '../suite/walk.ts'
import { isWithin } from '../suite/paths.ts'

/** What an error of inotify_add_watch(2) and inotify_init(2) says about the limits in inotify(7). */
const limits: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'fs.inotify.max_user_watches'],
  ['EMFILE', 'fs.inotify.max_user_instances'],
])

/**
 * Folders of which each change is reported at once, from the moment in which they are added (inotify(7), by fs.watch). A file that an
 * editor replaces by another is a change in its folder; to watch the file would lose it.
 */
export class FolderWatch {
  readonly #watchers = new Map<string, fs.FSWatcher>()
  /** Those that are watched with all below them. */
  readonly #trees = new Set<string>()
  readonly #isLeftOut: (folder: string) => boolean
  readonly #report: (file: string) => void
  readonly #exhausted: (limit: string) => void
  readonly #watch: typeof fs.watch

  /**
   * `report` is given each file that has come, changed or gone; folders that `isLeftOut` names are not looked into. `exhausted` is given
   * the limit of the system at which a folder could not be watched.
   */
  constructor(
    isLeftOut: (folder: string) => boolean,
    report: (file: string) => void,
    exhausted: (limit: string) => void = () => undefined,
    watch: typeof fs.watch = fs.watch,
  ) {
    this.#isLeftOut = isLeftOut
    this.#report = report
    this.#exhausted = exhausted
    this.#watch = watch
  }

  /** Watches what is directly in a folder; nothing where there is none. */
  add(folder: string): void {
    if (this.#watchers.has(folder)) return
    try {
      const watcher = this.#watch(folder, (_, name) => {
        if (name !== null) this.#changed(path.join(folder, name))
      })
      // It was removed, or cannot be watched any more.
      watcher.on('error', () => this.#remove(folder))
      this.#watchers.set(folder, watcher)
    } catch (error) {
      // Else it is not there, or not ours to read: changes there are not seen.
      const limit = limits.get((error as NodeJS.ErrnoException).code ?? '')
      if (limit !== undefined) this.#exhausted(limit)
    }
  }

  /** Watches a folder with all below it, also when it comes later. */
  addTree(folder: string): void {
    this.#trees.add(folder)
    this.add(path.dirname(folder))
    this.#walk(folder, false)
  }

  close(): void {
    for (const folder of Array.from(this.#watchers.keys())) this.#remove(folder)
  }

  #changed(file: string): void {
    const wasFolder = this.#watchers.has(file)
    // The folder that is there now may be another one.
    if (wasFolder) this.#removeBelow(file)
    // A folder may have come in the place of a file.
    this.#report(file)
    if (statOf(file)?.isDirectory() !== true) return
    if (this.#isInTree(file)) this.#walk(file, true)
    else if (wasFolder) this.add(file)
  }

  #walk(folder: string, isNew: boolean): void {
    if (this.#isLeftOut(folder)) return
    this.add(folder)
    for (const entry of entriesOf(folder)) {
      const each = path.join(folder, entry.name)
      // A link to a folder is not followed, so that a circle of links cannot be walked for ever.
      if (entry.isDirectory()) this.#walk(each, isNew)
      else if (isNew) this.#report(each)
    }
  }

  #isInTree(file: string): boolean {
    for (let folder = file; folder !== path.dirname(folder); folder = path.dirname(folder))
      if (this.#trees.has(folder)) return true
    return false
  }

  #removeBelow(folder: string): void {
    for (const each of Array.from(this.#watchers.keys())) if (isWithin(each, folder)) this.#remove(each)
  }

  #remove(folder: string): void {
    this.#watchers.get(folder)?.close()
    this.#watchers.delete(folder)
  }
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
