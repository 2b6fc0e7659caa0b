import { closeSync, fstatSync, writeSync } from 'node:fs'
import type { Event } from '../../model/event.ts'
import { BytesBeside, isLarge } from './bytes-beside.ts'
import { contentOf } from './content-of.ts'
import { encodeEvent } from './encode.ts'
import { JsonBytes } from './json-bytes.ts'
import { openNewSoon } from '../../disk/write-soon.ts'
import { openNew, writeWhole } from '../../disk/write-whole.ts'
import type { Redactor } from '../../text/redactor.ts'
import { EventRedactor } from './event-redactor.ts'

const flushAt = 64 * 1024
/** Milliseconds until what is written is on its way to the disk at the latest, so that a killed run leaves what it had. */
const flushAfter = 20
/** Events that may wait to be encoded: few, so that what they hold is soon free again, and more than answers of one moment. */
const mostWaiting = 64
/** Where there are secrets, hiding them takes long, and more may become known: so many may wait. */
const mostHidden = 1000
/** Bytes in events that wait. */
const mostBytes = 1024 * 1024
/** Output of programs may be private, so that only its owner can read it. */
const mode = 0o600

/**
 * Appends events to the recording as they happen; the file is made at the first flush. Events are encoded and written many at a time,
 * so that what happens between two lines stays short.
 */
export class Recorder {
  readonly #file: string | undefined
  readonly #atOnce: boolean
  readonly #redactor: EventRedactor | undefined
  readonly #beside: BytesBeside | undefined
  #descriptor: number | undefined
  readonly #json = new JsonBytes()
  #waiting: Event[] = []
  #waitingBytes = 0
  #timer: NodeJS.Timeout | undefined
  #armed = false
  /** What comes after the end of the run must not open the file anew. */
  #closed = false
  /** Until it resolves, the file is being opened and nothing is written. It never rejects. */
  opening: Promise<void> | undefined
  /** Why nothing could be written, for a warning; the run goes on. */
  trouble: string | undefined

  /** `atOnce`: each event is on the disk before anything else happens, since the process may end at any moment. */
  constructor(file: string | undefined, redactor?: Redactor, atOnce = false) {
    this.#file = file
    this.#atOnce = atOnce
    this.#beside = file === undefined ? undefined : new BytesBeside(file, mode)
    this.#redactor = redactor && new EventRedactor(redactor)
  }

  /** Opens the file while other work goes on; for a run beside others, since making a file takes the system long. */
  openSoon(): void {
    if (this.#file === undefined) return
    this.opening = openNewSoon(this.#file, mode)
      .then((descriptor) => void this.#opened(descriptor))
      .catch((error: unknown) => {
        this.trouble = (error as Error).message
      })
      .then(() => {
        this.opening = undefined
        this.#save()
      })
  }

  write(event: Event): void {
    if (this.#file === undefined || this.trouble !== undefined || this.#closed) return
    const hides = this.#redactor?.hides === true
    this.#waiting.push(hides ? withOwnBytes(event) : event)
    const most = hides ? mostHidden : mostWaiting
    if (this.#waiting.length >= most || this.#takesMuch(event, hides)) this.#encode()
    if (this.#atOnce) this.flush()
    else if (!this.#armed) this.#arm()
  }

  /** A large piece is written while it is still in the processor's memory, and can be forgotten then. */
  #takesMuch(event: Event, hides: boolean): boolean {
    if (!('bytes' in event)) return false
    this.#waitingBytes += event.bytes.byteLength
    return this.#waitingBytes >= mostBytes || (isLarge(event.bytes) && !hides)
  }

  #arm(): void {
    this.#armed = true
    if (this.#timer === undefined) this.#timer = setTimeout(() => this.flush(), flushAfter).unref()
    else this.#timer.refresh()
  }

  flush(): void {
    this.#encode()
    this.#save()
  }

  /** Not while the file is being opened. */
  close(): void {
    if (this.#closed) return
    this.#encode()
    if (this.#file !== undefined) for (const event of this.#redactor?.rest() ?? []) this.#append(event)
    this.#save()
    clearTimeout(this.#timer)
    if (this.#descriptor !== undefined) this.#finish(this.#descriptor)
    this.#descriptor = undefined
    this.#closed = true
  }

  #encode(): void {
    if (this.#waiting.length === 0) return
    const events = this.#waiting
    this.#waiting = []
    this.#waitingBytes = 0
    const redactor = this.#redactor?.hides === true ? this.#redactor : undefined
    for (const event of events) {
      const shown = redactor === undefined ? event : redactor.over(event)
      if (shown !== undefined) this.#append(shown)
    }
  }

  #append(event: Event): void {
    const from = 'bytes' in event && isLarge(event.bytes) ? this.#putBeside(event.bytes) : undefined
    encodeEvent(this.#json, event, from)
    if (this.#json.size >= flushAt) this.#save()
  }

  /** Large pieces are on the disk before the line that says where they stand. */
  #putBeside(bytes: Uint8Array): number | undefined {
    if (this.#descriptor === undefined) this.#save()
    if (this.trouble !== undefined) return undefined
    try {
      return this.#beside?.add(bytes, this.#descriptor)
    } catch (error) {
      this.trouble = (error as Error).message
      return undefined
    }
  }

  #save(): void {
    this.#armed = false
    if (this.opening !== undefined) return
    const text = this.#json.take()
    if (text.byteLength === 0 || this.#file === undefined || this.trouble !== undefined) return
    try {
      this.#descriptor ??= this.#opened(openNew(this.#file, mode))
      // The system may take less than all of it, as when the disk is nearly full.
      for (let done = 0; done < text.byteLength;) done += writeSync(this.#descriptor, text, done)
    } catch (error) {
      this.trouble = (error as Error).message
    }
  }

  #opened(descriptor: number): number {
    this.#descriptor = descriptor
    this.#beside?.begin()
    return descriptor
  }

  /** Another run that recorded to the same path meanwhile has replaced the file: this one ends later, and takes its place back whole. */
  #finish(descriptor: number): void {
    try {
      const { nlink, size } = fstatSync(descriptor)
      const replaced = nlink === 0 && this.trouble === undefined
      this.#beside?.finish(replaced)
      if (replaced) writeWhole(this.#file as string, contentOf(descriptor, size), mode)
    } catch (error) {
      this.trouble = (error as Error).message
    } finally {
      closeSync(descriptor)
    }
  }
}

/** Large pieces may be valid only now (`Received.reused`), and others stay as they are. */
const withOwnBytes = (event: Event): Event =>
  'bytes' in event && isLarge(event.bytes) ? { ...event, bytes: Buffer.from(event.bytes) } : event
