import { byteEscapeFilter, type ByteEscapeFilter } from '../../text/escapes.ts'
import type { Stream } from './stream.ts'

/** Takes escape sequences out of what is received on the streams of one lane, wherever reads cut them. */
export class LaneEscapes {
  readonly #filters = new Map<Stream, ByteEscapeFilter>()

  feed(stream: Stream, bytes: Uint8Array): Uint8Array {
    let filter = this.#filters.get(stream)
    if (filter === undefined) this.#filters.set(stream, (filter = byteEscapeFilter()))
    return filter.feed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  }

  /** What was held back as the beginning of a sequence, by stream: when its stream ends it is none. Without a stream all end. */
  *end(ended: Stream | undefined): Iterable<[Stream, Uint8Array]> {
    for (const [stream, filter] of this.#filters) {
      const rest = ended === undefined || ended === stream ? filter.end() : undefined
      if (rest !== undefined && rest.length > 0) yield [stream, rest]
    }
  }
}
