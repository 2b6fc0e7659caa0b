/** A message's end, an absolute offset, and whether it was sent as bytes. */
export interface Message {
  end: number
  readonly binary: boolean
}

/** Messages that stand unread (datagrams, WebSocket), which are lines by themselves; of several empty ones the ends are the same. */
export class Messages {
  readonly #unread: Message[] = []
  /** How many the cursor has passed. */
  passed = 0

  /** How many stand unread; an empty one takes up no bytes. */
  get length(): number {
    return this.#unread.length
  }
  /** The one at the cursor. */
  get first(): Message | undefined {
    return this.#unread[0]
  }
  [Symbol.iterator](): Iterator<Message> {
    return this.#unread.values()
  }

  add(end: number, binary: boolean): void {
    this.#unread.push({ end, binary })
  }

  /** The cursor has moved to this offset. Of messages that end there only the first has been passed: those behind it are empty. */
  pass(offset: number): void {
    const before = this.#unread.length
    while ((this.#unread[0]?.end ?? offset) < offset) this.#unread.shift()
    if (this.#unread[0]?.end === offset) this.#unread.shift()
    this.passed += before - this.#unread.length
  }

  /** So many bytes behind this offset are taken out of the middle. */
  close(absolute: number, length: number): void {
    for (const message of this.#unread) if (message.end > absolute) message.end -= length
  }
}
