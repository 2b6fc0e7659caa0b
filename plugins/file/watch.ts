import { existsSync, watch, type FSWatcher } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Calls whenever something may have changed about a file: it appeared, grew, shrank, was renamed or removed. The folder is
 * watched and not the file, so that the watch outlives each of these; while there is no folder, the nearest one above it is.
 */
export class Watch {
  readonly #file: string
  readonly #changed: () => void
  #watcher: FSWatcher | undefined
  #folder: string | undefined
  #closed = false

  constructor(file: string, changed: () => void) {
    this.#file = file
    this.#changed = changed
    this.#follow()
  }

  close(): void {
    this.#closed = true
    this.#watcher?.close()
  }

  #follow(): void {
    // Made between two looks, a folder would be missed: look until the answer stays the same.
    while (!this.#closed && this.#folder !== nearest(this.#file)) {
      this.#watcher?.close()
      const folder = nearest(this.#file)
      this.#folder = folder
      try {
        this.#watcher = watch(folder, { persistent: true }, () => this.#look())
        this.#watcher.on('error', () => this.#look())
      } catch {
        this.#folder = undefined
      }
    }
  }

  #look(): void {
    if (this.#closed) return
    this.#follow()
    this.#changed()
  }
}

function nearest(file: string): string {
  let folder = dirname(file)
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}
