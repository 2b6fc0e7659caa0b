import { Buffer } from 'node:buffer'
import type { SeenFraming } from '../session.ts'
import { HttpBodies } from './http-bodies.ts'
import { readableText, textOf } from './text.ts'

/**
 * A piece of what one end sent, as a scenario writes it: a `line` without what ends it, a `text` that no line end follows, `bytes`,
 * or the `body` that a header announced. `bytes` has everything that was sent for it.
 */
export type Frame =
  | { readonly type: 'line'; readonly text: string; readonly bytes: Uint8Array }
  | { readonly type: 'text'; readonly text: string; readonly bytes: Uint8Array }
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  | { readonly type: 'body'; readonly text?: string; readonly bytes: Uint8Array }

type Framing = Pick<SeenFraming, 'name' | 'option'>

/** What ends a line of a framing that has lines. */
export const endingOf = ({ name, option }: Framing): string =>
  name === 'crlf' ? '\r\n' : name === 'delimiter' ? String(option) : '\n'

/** Cuts what one end sends on one connection, write after write; `framing` is the one of the end that receives it. */
export class FrameCutter {
  readonly #cut: (bytes: Uint8Array) => Frame[]
  readonly #bodies = new HttpBodies()
  #last: Frame | undefined

  constructor(framing: Framing) {
    const { name, option } = framing
    if (name === 'raw') this.#cut = (bytes) => [{ type: 'bytes', bytes }]
    else if (name === 'message' || name === 'websocket') this.#cut = (bytes) => [messageOf(bytes)]
    else if (name === 'length') this.#cut = (bytes) => behindLength(bytes, option as number)
    else {
      const bodies = this.#bodies
      const ending = endingOf(framing)
      const dropsReturn = name === 'line' || name === 'json'
      this.#cut = (bytes) => lines(bytes, { ending, dropsReturn, bodies })
    }
  }

  /** The frames of one write. A line that it leaves unfinished is a `text`, and its rest is a line of the next write. */
  cut(bytes: Uint8Array): Frame[] {
    const frames = bytes.length === 0 ? [] : this.#cut(bytes)
    this.#last = frames.at(-1) ?? this.#last
    return frames
  }

  /** The last write ended inside of a line or of a body. */
  get unfinished(): boolean {
    return this.#last?.type === 'text' || this.#bodies.due > 0
  }
}

/** A whole message: text where it is readable. */
function messageOf(bytes: Uint8Array): Frame {
  const text = readableText(bytes)
  return text === undefined ? { type: 'bytes', bytes } : { type: 'line', text, bytes }
}

function behindLength(bytes: Uint8Array, width: number): Frame[] {
  const frames: Frame[] = []
  for (let at = 0; at < bytes.length;) {
    let length = 0
    for (let each = at; each < at + width; each++) length = length * 256 + (bytes[each] ?? 0)
    const end = Math.min(at + width + length, bytes.length)
    const text = textOf(bytes.subarray(at + width, end))
    const whole = at + width + length === end && text !== undefined
    frames.push(
      whole
        ? { type: 'line', text, bytes: bytes.subarray(at, end) }
        : { type: 'bytes', bytes: bytes.subarray(at, end) },
    )
    at = end
  }
  return frames
}

interface Cutting {
  readonly ending: string
  /** One CR before the line feed is not part of the line. */
  readonly dropsReturn: boolean
  readonly bodies: HttpBodies
}

function lines(bytes: Uint8Array, cutting: Cutting): Frame[] {
  const frames: Frame[] = []
  for (let at = 0; at < bytes.length;) {
    const body = cutting.bodies.take(bytes.subarray(at))
    const frame = body > 0 ? bodyOf(bytes.subarray(at, at + body)) : lineAt(bytes, at, cutting)
    frames.push(frame)
    at += frame.bytes.length
  }
  return frames
}

function bodyOf(bytes: Uint8Array): Frame {
  const text = readableText(bytes)
  return { type: 'body', bytes, ...(text === undefined ? {} : { text }) }
}

function lineAt(all: Uint8Array, at: number, { ending, dropsReturn, bodies }: Cutting): Frame {
  const end = Buffer.prototype.indexOf.call(all, ending, at, 'latin1')
  const bytes = all.subarray(at, end < 0 ? all.length : end + ending.length)
  const dropped = dropsReturn && bytes.at(-2) === 13 ? 2 : ending.length
  const text = textOf(end < 0 ? bytes : bytes.subarray(0, bytes.length - dropped))
  if (text === undefined) return { type: 'bytes', bytes }
  if (end < 0) return { type: 'text', text, bytes }
  bodies.line(text)
  return { type: 'line', text, bytes }
}
