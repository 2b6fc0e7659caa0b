import { closeSync, constants, ftruncateSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Event } from '../../model/event.ts'
import { encodeEvent } from './encode.ts'
import { makeFolder } from './make-folder.ts'
import { Veil } from './veil.ts'

const flushAt = 64 * 1024
/** Milliseconds until what is written is on its way to the disk at the latest, so that a killed run leaves what it had. */
const flushAfter = 20
/** Events, and bytes in them, that may wait to be turned into text. */
const mostWaiting = 1000
const mostBytes = 1024 * 1024

/**
 * Appends events to the recording as they happen; the file is made at the first flush. Events are turned into text many at a time,
 * so that what happens between two lines stays short.
 */
export class Recorder {
  readonly #file: string | undefined
  readonly #veil: Veil | undefined
  #descriptor: number | undefined
  #waiting: Event[] = []
  #waitingBytes = 0
  #lines: string[] = []
  #size = 0
  #timer: NodeJS.Timeout | undefined
  /** What comes after the end of the run must not open the file anew. */
  #closed = false
  /** Why nothing could be written, for a warning; the run goes on. */
  trouble: string | undefined

  constructor(file: string | undefined, secrets: readonly string[]) {
    this.#file = file
    this.#veil = secrets.length === 0 ? undefined : new Veil(secrets)
  }

  write(event: Event): void {
    if (this.#file === undefined || this.trouble !== undefined || this.#closed) return
    this.#waiting.push(event)
    if ('bytes' in event) this.#waitingBytes += event.bytes.byteLength
    if (this.#waiting.length >= mostWaiting || this.#waitingBytes >= mostBytes) this.#encode()
    this.#timer ??= setTimeout(() => this.flush(), flushAfter).unref()
  }

  flush(): void {
    this.#encode()
    this.#save(false)
  }

  close(): void {
    if (this.#closed) return
    this.#encode()
    if (this.#file !== undefined) for (const event of this.#veil?.rest() ?? []) this.#append(event)
    this.#save(true)
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
    this.#closed = true
  }

  #encode(): void {
    const events = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    for (const event of events) {
      const shown = this.#veil === undefined ? event : this.#veil.over(event)
      if (shown !== undefined) this.#append(shown)
    }
  }

  #append(event: Event): void {
    const line = encodeEvent(event)
    this.#lines.push(line)
    this.#size += line.length
    if (this.#size >= flushAt) this.#save(false)
  }

  /** The file of an earlier run is cut only behind what is `whole`: giving its room back first takes longer than the writing. */
  #save(whole: boolean): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#lines.length === 0 || this.#file === undefined) return
    const text = `${this.#lines.join('\n')}\n`
    this.#lines = []
    this.#size = 0
    try {
      const isFirst = this.#descriptor === undefined
      const descriptor = (this.#descriptor ??= openedAsItIs(this.#file))
      if (isFirst && !whole) ftruncateSync(descriptor, 0)
      const length = writeSync(descriptor, text)
      if (isFirst && whole) ftruncateSync(descriptor, length)
    } catch (error) {
      this.trouble = (error as Error).message
    }
  }
}

function openedAsItIs(file: string): number {
  const flags = constants.O_WRONLY | constants.O_CREAT
  try {
    return openSync(file, flags, 0o600)
  } catch {
    makeFolder(dirname(file))
    return openSync(file, flags, 0o600)
  }
}
