import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import { keepFolder, removeFolder } from '../../disk/keep-folder.ts'
import type { Reaper } from '../../kernel/reaper.ts'

/** The run's own short, private folder, made when it is first asked for. */
export class RunFolder {
  readonly #root: string
  readonly #mode: number
  #path: string | undefined
  readonly #reaper: Reaper | undefined
  readonly #made: (spelling: string) => void

  /** `made` receives each text that names the folder, once the folder exists. */
  constructor(
    root: string,
    mode: number,
    reaper: Reaper | undefined,
    made: (spelling: string) => void = () => undefined,
  ) {
    this.#made = made
    this.#reaper = reaper
    this.#root = root
    this.#mode = mode
  }

  get path(): string {
    if (this.#path === undefined) {
      this.#path = this.#make()
      // A program that asks the system for its folder (getcwd(3)) sees no symbolic links, and others print the last part alone.
      for (const spelling of new Set([this.#path, realpathSync(this.#path), basename(this.#path)])) this.#made(spelling)
    }
    return this.#path
  }

  /** The reaper knows of it before it is there, so that a runner killed in between leaves nothing. */
  #make(): string {
    for (;;) {
      const path = join(this.#root, `sc-${randomBytes(4).toString('hex')}`)
      this.#reaper?.addPath(path)
      try {
        mkdirSync(path, { mode: 0o700 })
        chmodSync(path, this.#mode)
        return path
      } catch (error) {
        this.#reaper?.removePath(path)
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
    }
  }
  get made(): string | undefined {
    return this.#path
  }

  /** Answers why it could not be removed, when it could not. */
  remove(): string | undefined {
    if (this.#path === undefined) return undefined
    try {
      removeFolder(this.#path)
      return undefined
    } catch (error) {
      return `the run's folder ${this.#path} could not be removed: ${(error as Error).message}`
    } finally {
      this.#reaper?.removePath(this.#path)
    }
  }

  /** True when there is nothing in it to look at, but empty folders. */
  get empty(): boolean {
    return this.#path === undefined || !existsSync(this.#path) || holdsNothing(this.#path)
  }

  /** Moves it to where its author finds it; answers why it could not be, when it could not. Nothing of it stays where it was. */
  keep(to: string, secrets: readonly string[]): string | undefined {
    if (this.#path === undefined) return undefined
    try {
      keepFolder(this.#path, to, secrets, this.#reaper)
      return undefined
    } catch (error) {
      return `the files of the run could not be kept as ${to}: ${(error as Error).message}`
    } finally {
      this.remove()
    }
  }
}

/** One that cannot be read is something to look at. */
function holdsNothing(folder: string): boolean {
  try {
    return readdirSync(folder, { withFileTypes: true }).every(
      (entry) => entry.isDirectory() && holdsNothing(join(folder, entry.name)),
    )
  } catch {
    return false
  }
}
