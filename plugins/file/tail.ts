import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'
import { statOf } from './stat.ts'

const chunk = 64 * 1024
/** Bytes that are read in one turn of the event loop, so that a large file does not block other work. */
const turn = 4 * 1024 * 1024
/** Bytes before the place in the file that are remembered: were they written anew, it is another text, however long. */
const memory = 64

interface TailListener {
  receive(bytes: Uint8Array): void
  /** Another file stands under the name now; the old one has been read to its end. */
  rotated(): void
  /** The file is shorter than what has been read of it, or was written anew. */
  truncated(): void
  removed(): void
  appeared(): void
}

/** Reads what is appended to a file. It keeps the file open, so that one that took its place can never look the same. */
export class Tail {
  readonly #path: string
  readonly #listener: TailListener
  #descriptor: number | undefined
  #position = 0
  #before: Buffer = Buffer.alloc(0)
  #gone = false
  #more = false

  constructor(path: string, listener: TailListener) {
    this.#path = path
    this.#listener = listener
  }

  get there(): boolean {
    return this.#descriptor !== undefined
  }

  /** Whether more stands in the file than has been received. */
  get behind(): boolean {
    const now = statOf(this.#path)
    // A socket, a pipe or a folder is never read.
    if (now === undefined || !now.isFile()) return false
    if (this.#descriptor === undefined) return true
    return !this.#same(now) || now.size !== this.#position || this.#rewritten()
  }

  /** What is there already counts as received. */
  skip(): void {
    this.#open()
    if (this.#descriptor === undefined) return
    this.#position = fstatSync(this.#descriptor).size
    this.#before = this.#bytesBefore(Math.min(memory, this.#position))
  }

  /** True when the last look left something for another turn. */
  get more(): boolean {
    return this.#more
  }

  /** Reads what is new: all of it is now, or as much as one turn should. */
  look(all = false): void {
    this.#more = false
    for (;;) {
      if (this.#descriptor === undefined) {
        if (!this.#open()) return
        this.#listener.appeared()
      }
      this.#read(all)
      if (this.#more) return
      const now = statOf(this.#path)
      if (now === undefined) {
        if (!this.#gone) this.#listener.removed()
        this.#gone = true
        return
      }
      this.#gone = false
      if (this.#same(now)) return
      // What came into the old file between the last read and the look at its name.
      this.#read(true)
      this.close()
      this.#open()
      this.#listener.rotated()
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  #open(): boolean {
    try {
      const found = openSync(this.#path, constants.O_RDONLY | constants.O_NONBLOCK)
      if (!fstatSync(found).isFile()) {
        closeSync(found)
        return false
      }
      this.#descriptor = found
      this.#rewind()
      return true
    } catch {
      return false
    }
  }

  #read(all: boolean): void {
    if (this.#descriptor === undefined) return
    if (this.#rewritten()) {
      this.#rewind()
      this.#listener.truncated()
    }
    // A program that writes faster than this reads must not keep it here.
    const most = all ? Math.max(turn, fstatSync(this.#descriptor).size - this.#position) : turn
    for (let read = 0; ;) {
      if (read >= most) {
        this.#more = !all
        return
      }
      const bytes = Buffer.allocUnsafe(chunk)
      const count = readSync(this.#descriptor, bytes, 0, chunk, this.#position)
      if (count === 0) return
      read += count
      this.#position += count
      this.#before = Buffer.concat([this.#before, bytes.subarray(Math.max(0, count - memory), count)]).subarray(-memory)
      this.#listener.receive(bytes.subarray(0, count))
    }
  }

  #rewind(): void {
    this.#position = 0
    this.#before = Buffer.alloc(0)
  }

  #rewritten(): boolean {
    return !this.#bytesBefore(this.#before.length).equals(this.#before)
  }

  /** So many bytes in front of the place in the file, fewer when it is shorter. */
  #bytesBefore(length: number): Buffer {
    const bytes = Buffer.alloc(length)
    if (this.#descriptor === undefined || length === 0) return bytes
    return bytes.subarray(0, readSync(this.#descriptor, bytes, 0, length, this.#position - length))
  }

  #same(now: Stats): boolean {
    if (this.#descriptor === undefined) return false
    const own = fstatSync(this.#descriptor)
    return own.ino === now.ino && own.dev === now.dev
  }
}
