import type { Key } from './key.ts'
import { KeyDecoder } from './key-decoder.ts'
import { Listeners } from './listeners.ts'
import type { TerminalInput } from './terminal.ts'

/** Milliseconds after which an Escape alone is the key: over a slow line, a sequence may come in pieces. */
const escapeMs = 40

interface Asked {
  /** Ctrl-Z. */
  stop(): void
  /** Ctrl-C, while nobody listens. */
  interrupt(): void
  end(): void
}

/** Reads keys, or bytes while somebody wants them, and hands them to the last one who listens. */
export class Keyboard {
  readonly #input: TerminalInput
  readonly #asked: Asked
  readonly #keys = new Listeners<Key>()
  readonly #bytes = new Listeners<Uint8Array>()
  #decoder = new KeyDecoder()
  #escape: ReturnType<typeof setTimeout> | undefined
  #undo: (() => void)[] = []

  constructor(input: TerminalInput, asked: Asked) {
    this.#input = input
    this.#asked = asked
  }

  start(): void {
    this.#undo = [this.#input.onData((bytes) => this.#take(bytes)), this.#input.onEnd(() => this.#asked.end())]
  }

  /** What is typed from now on is somebody else's. */
  stop(): void {
    clearTimeout(this.#escape)
    this.#decoder = new KeyDecoder()
    for (const undo of this.#undo) undo()
    this.#undo = []
  }

  onKey(listener: (key: Key) => void): () => void {
    return this.#keys.add(listener)
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.#bytes.add(listener)
  }

  #take(bytes: Uint8Array): void {
    clearTimeout(this.#escape)
    const raw = this.#bytes.last
    if (raw !== undefined) return raw(bytes)
    this.#hand(this.#decoder.take(bytes))
    if (this.#decoder.open) this.#escape = setTimeout(() => this.#hand(this.#decoder.flush()), escapeMs)
  }

  #hand(keys: readonly Key[]): void {
    for (const key of keys) {
      const listener = this.#keys.last
      if (key.name === 'ctrl-z') this.#asked.stop()
      else if (listener !== undefined) listener(key)
      else if (key.name === 'ctrl-c') this.#asked.interrupt()
    }
  }
}
