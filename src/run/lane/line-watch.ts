import type { Framer } from '../../model/framer.ts'
import type { LaneSetting } from './lane-setting.ts'
import type { ShownLane } from './live.ts'
import { Stream } from './stream.ts'

/**
 * Shows each line of a lane to what watches for forbidden ones, and to who looks on, as soon as it is whole. It reads each stream with
 * a cursor of its own, so that no expectation can take a line from under it.
 */
export class LineWatch<L extends ShownLane & { readonly framer: Framer }> {
  readonly #lane: L
  readonly #setting: LaneSetting<L>
  #watched: Map<Stream, Stream> | undefined

  constructor(lane: L, setting: LaneSetting<L>) {
    this.#lane = lane
    this.#setting = setting
  }

  receive(stream: Stream, bytes: Uint8Array, at: number, message?: 'text' | 'binary'): void {
    if (this.#setting.watch === undefined && this.#setting.live === undefined) return
    this.#watched ??= new Map()
    let watched = this.#watched.get(stream)
    if (watched === undefined) {
      watched = new Stream(stream.name, this.#lane.framer, this.#setting.longest)
      this.#watched.set(stream, watched)
    }
    watched.receive(bytes, at, message)
    this.#look(watched)
  }

  /** The end of what is received, of one stream or of all: an unfinished rest is a line too. */
  end(stream?: Stream): void {
    for (const [each, watched] of this.#watched ?? []) {
      if (stream !== undefined && each !== stream) continue
      watched.ended = true
      this.#look(watched)
    }
  }

  #look(watched: Stream): void {
    for (let line = watched.peek(); line?.kind === 'line'; line = watched.peek()) {
      this.#setting.watch?.(this.#lane, watched.text(line), watched.name)
      this.#setting.live?.line(this.#lane, watched, line, watched.arrival(line.next))
      watched.advance(line.next)
    }
    // What came is valid only now.
    watched.window.own()
  }
}
