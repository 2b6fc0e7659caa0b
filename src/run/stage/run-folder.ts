import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type { Guardian } from '../guardian.ts'

/** The run's own short, private folder, made when it is first asked for. */
export class RunFolder {
  readonly #root: string
  readonly #mode: number
  #path: string | undefined
  readonly #guardian: Guardian | undefined

  constructor(root: string, mode: number, guardian: Guardian | undefined) {
    this.#guardian = guardian
    this.#root = root
    this.#mode = mode
  }

  get path(): string {
    if (this.#path === undefined) {
      this.#path = mkdtempSync(join(this.#root, 'sc-'))
      this.#guardian?.addPath(this.#path)
      chmodSync(this.#path, this.#mode)
    }
    return this.#path
  }
  get made(): string | undefined {
    return this.#path
  }

  /** Writes a file of the scenario's `files`; false when its name would leave the folder. */
  write(name: string, text: string | undefined, mode: number | undefined): boolean {
    const target = resolve(this.path, name)
    if (target !== this.path && !target.startsWith(this.path + sep)) return false
    if (text === undefined) {
      mkdirSync(target, { recursive: true, ...(mode === undefined ? {} : { mode }) })
      return true
    }
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text, mode === undefined ? {} : { mode })
    if (mode !== undefined) chmodSync(target, mode)
    return true
  }

  remove(): void {
    if (this.#path === undefined) return
    rmSync(this.#path, { recursive: true, force: true, maxRetries: 3 })
    this.release()
  }

  /** It is kept for its author: nobody may remove it any more. */
  release(): void {
    if (this.#path !== undefined) this.#guardian?.removePath(this.#path)
  }
}
