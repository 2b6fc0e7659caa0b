const smallest = 256
/** So much memory is kept for what comes next: it would take long to get it anew each time. */
const muchRoom = 64 * 1024
const none = Buffer.alloc(0)

/**
 * A queue of bytes in one piece: appended at the end, dropped at the start, growing by doubling, so that each byte is copied
 * once on average and a reader sees all unread bytes side by side.
 */
export class Window {
  #bytes: Buffer = none
  #start = 0
  #end = 0
  /** False while the window is a chunk from elsewhere: it must not be written to. */
  #owned = false
  /** What it was in before the chunk from elsewhere. */
  #room: Buffer | undefined
  /** Absolute offset of the first unread byte since the stream began. */
  offset = 0

  get bytes(): Buffer {
    return this.#bytes
  }
  /** Index of the first unread byte in `bytes`. */
  get start(): number {
    return this.#start
  }
  get end(): number {
    return this.#end
  }
  get length(): number {
    return this.#end - this.#start
  }

  append(chunk: Uint8Array): void {
    const length = this.length
    const needed = length + chunk.byteLength
    if (length === 0) {
      // Nothing unread: the chunk itself becomes the window, so that a long stream is not copied at all.
      this.#adopt(asBuffer(chunk), false)
      return
    }
    if (
      this.#owned &&
      this.#end + chunk.byteLength > this.#bytes.byteLength &&
      this.#start >= this.#bytes.byteLength / 2
    ) {
      this.#bytes.copyWithin(0, this.#start, this.#end)
      this.#start = 0
      this.#end = length
    }
    if (!this.#owned || this.#end + chunk.byteLength > this.#bytes.byteLength) {
      const room = this.#newRoom(needed * 2)
      this.#bytes.copy(room, 0, this.#start, this.#end)
      this.#adopt(room, true)
    }
    this.#bytes.set(chunk, this.#start + length)
    this.#end = this.#start + needed
  }

  /** The chunk that came last is valid no longer: what stands unread of it is copied. */
  own(): void {
    if (this.#owned || this.length === 0) return
    const unread = this.#bytes.subarray(this.#start, this.#end)
    this.#adopt(this.#newRoom(unread.byteLength), true)
    unread.copy(this.#bytes)
    this.#end = unread.byteLength
  }

  #newRoom(least: number): Buffer {
    const room = this.#room
    this.#room = undefined
    return room !== undefined && room.byteLength >= least ? room : Buffer.allocUnsafeSlow(Math.max(smallest, least))
  }

  #adopt(bytes: Buffer, owned: boolean): void {
    if (this.#owned && !owned && this.#bytes.byteLength >= muchRoom) this.#room = this.#bytes
    this.#bytes = bytes
    this.#owned = owned
    this.#start = 0
    this.#end = owned ? 0 : bytes.byteLength
  }

  drop(count: number): void {
    this.#start += count
    this.offset += count
    // A chunk that has been read is not kept until the next one comes.
    if (!this.#owned && this.#start === this.#end) this.#adopt(none, false)
  }

  /** Takes bytes out of the middle: [from, to) as indexes of `bytes`. Indexes before them stay as they are. */
  cut(from: number, to: number): void {
    const start = this.#start
    this.#adopt(Buffer.concat([this.#bytes.subarray(0, from), this.#bytes.subarray(to, this.#end)]), false)
    this.#start = start
  }
}

/** The bytes of a socket are a buffer already. */
const asBuffer = (chunk: Uint8Array): Buffer =>
  chunk instanceof Buffer ? chunk : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
