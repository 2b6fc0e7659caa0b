import { closeSync, fstatSync, readSync, writeSync } from 'node:fs'
import type { Event } from '../../model/event.ts'
import { encodeEvent } from './encode.ts'
import { JsonBytes } from './json-bytes.ts'
import { openNew, writeWhole } from '../../disk/write-whole.ts'
import type { Redactor } from '../../text/redactor.ts'
import { EventRedactor } from './event-redactor.ts'

const flushAt = 64 * 1024
/** Milliseconds until what is written is on its way to the disk at the latest, so that a killed run leaves what it had. */
const flushAfter = 20
/** Events, and bytes in them, that may wait until secrets are hidden in them. */
const mostWaiting = 1000
const mostBytes = 1024 * 1024
/** Output of programs may be private, so that only its owner can read it. */
const mode = 0o600

/**
 * Appends events to the recording as they happen; the file is made at the first flush. Each is turned into bytes at once, which are
 * written many events at a time. Where there are secrets, events wait until then: hiding them takes long, and more may become known.
 */
export class Recorder {
  readonly #file: string | undefined
  readonly #redactor: EventRedactor | undefined
  #descriptor: number | undefined
  readonly #json = new JsonBytes()
  #waiting: Event[] = []
  #waitingBytes = 0
  #timer: NodeJS.Timeout | undefined
  /** What comes after the end of the run must not open the file anew. */
  #closed = false
  /** Why nothing could be written, for a warning; the run goes on. */
  trouble: string | undefined

  constructor(file: string | undefined, redactor?: Redactor) {
    this.#file = file
    this.#redactor = redactor && new EventRedactor(redactor)
  }

  write(event: Event): void {
    if (this.#file === undefined || this.trouble !== undefined || this.#closed) return
    if (this.#redactor?.hides === true) this.#wait(event)
    else this.#append(event)
    this.#timer ??= setTimeout(() => this.flush(), flushAfter).unref()
  }

  flush(): void {
    this.#encode()
    this.#save()
  }

  close(): void {
    if (this.#closed) return
    this.#encode()
    if (this.#file !== undefined) for (const event of this.#redactor?.rest() ?? []) this.#append(event)
    this.#save()
    if (this.#descriptor !== undefined) this.#finish(this.#descriptor)
    this.#descriptor = undefined
    this.#closed = true
  }

  #wait(event: Event): void {
    this.#waiting.push(event)
    if ('bytes' in event) this.#waitingBytes += event.bytes.byteLength
    if (this.#waiting.length >= mostWaiting || this.#waitingBytes >= mostBytes) this.#encode()
  }

  #encode(): void {
    if (this.#waiting.length === 0) return
    const events = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    for (const event of events) {
      const shown = this.#redactor === undefined ? event : this.#redactor.over(event)
      if (shown !== undefined) this.#append(shown)
    }
  }

  #append(event: Event): void {
    encodeEvent(this.#json, event)
    this.#json.raw('\n')
    if (this.#json.size >= flushAt) this.#save()
  }

  #save(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const text = this.#json.take()
    if (text.byteLength === 0 || this.#file === undefined || this.trouble !== undefined) return
    try {
      this.#descriptor ??= openNew(this.#file, mode)
      // The system may take less than all of it, as when the disk is nearly full.
      for (let done = 0; done < text.byteLength;) done += writeSync(this.#descriptor, text, done)
    } catch (error) {
      this.trouble = (error as Error).message
    }
  }

  /** Another run that recorded to the same path meanwhile has replaced the file: this one ends later, and takes its place back whole. */
  #finish(descriptor: number): void {
    try {
      const { nlink, size } = fstatSync(descriptor)
      if (nlink === 0 && this.trouble === undefined) writeWhole(this.#file as string, contentOf(descriptor, size), mode)
    } catch (error) {
      this.trouble = (error as Error).message
    } finally {
      closeSync(descriptor)
    }
  }
}

function contentOf(descriptor: number, size: number): Buffer {
  const bytes = Buffer.alloc(size)
  let length = 0
  while (length < size) {
    const count = readSync(descriptor, bytes, length, size - length, length)
    if (count === 0) break
    length += count
  }
  return bytes.subarray(0, length)
}
