import { createHash } from 'node:crypto'
import type { Files } from '../pipeline.ts'

/** Files that runs write, such as transcripts, as they were written last: such a write is no change. */
export class OwnOutputs {
  readonly #files: Pick<Files, 'read'>
  readonly #written = new Map<string, string>()

  constructor(files: Pick<Files, 'read'>) {
    this.#files = files
  }

  /** What is there now is known. */
  note(file: string): void {
    this.#written.set(file, this.#digest(file))
  }

  /** True when such a file holds something else by now, which is known from then on. */
  hasChanged(file: string): boolean {
    const digest = this.#digest(file)
    if (this.#written.get(file) === digest) return false
    this.#written.set(file, digest)
    return true
  }

  isKnown(file: string): boolean {
    return this.#written.has(file)
  }

  #digest(file: string): string {
    const read = this.#files.read(file)
    return 'bytes' in read ? createHash('sha256').update(read.bytes).digest('base64') : ''
  }
}
