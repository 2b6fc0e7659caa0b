import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Event } from '../../model/event.ts'
import { encodeEvent } from './encode.ts'

const flushAt = 64 * 1024
/** Milliseconds until what is written is on its way to the disk at the latest, so that a killed run leaves what it had. */
const flushAfter = 20

/** Appends events to the recording as they happen; the file is made at the first flush. */
export class Recorder {
  readonly #file: string | undefined
  readonly #hide: ((line: string) => string) | undefined
  #descriptor: number | undefined
  #lines: string[] = []
  #size = 0
  #timer: NodeJS.Timeout | undefined
  /** Why nothing could be written, for a warning; the run goes on. */
  trouble: string | undefined

  constructor(file: string | undefined, secrets: readonly string[]) {
    this.#file = file
    const hidden = secrets.filter((secret) => secret !== '').map((secret) => JSON.stringify(secret).slice(1, -1))
    this.#hide =
      hidden.length === 0
        ? undefined
        : (line) => hidden.reduce((text, secret) => text.replaceAll(secret, '<secret>'), line)
  }

  write(event: Event): void {
    if (this.#file === undefined || this.trouble !== undefined) return
    const line = encodeEvent(event)
    this.#lines.push(this.#hide === undefined ? line : this.#hide(line))
    this.#size += line.length
    if (this.#size >= flushAt) this.flush()
    else if (this.#timer === undefined) {
      this.#timer = setTimeout(() => this.flush(), flushAfter)
      this.#timer.unref()
    }
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#lines.length === 0 || this.#file === undefined) return
    const text = `${this.#lines.join('\n')}\n`
    this.#lines = []
    this.#size = 0
    try {
      if (this.#descriptor === undefined) {
        try {
          this.#descriptor = openSync(this.#file, 'w', 0o600)
        } catch {
          mkdirSync(dirname(this.#file), { recursive: true })
          this.#descriptor = openSync(this.#file, 'w', 0o600)
        }
      }
      writeSync(this.#descriptor, text)
    } catch (error) {
      this.trouble = (error as Error).message
    }
  }

  close(): void {
    this.flush()
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }
}
