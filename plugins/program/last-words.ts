import { keyLine } from '../../src/plugin.ts'

/** The end of a program's output, for the message when it leaves too early. */
export interface LastWords {
  received(bytes: Uint8Array): void
  /** The most useful line, or undefined when it printed nothing. */
  line(): string | undefined
  /** All that is kept. */
  text(): string
}

const kept = 4096

/** Keeps the last few kilobytes. */
export function lastWords(): LastWords {
  let tail = Buffer.alloc(0)
  return {
    received(bytes) {
      tail = Buffer.concat([tail, bytes.subarray(-kept)]).subarray(-kept)
    },
    line: () => keyLine(tail.toString('utf8').split(/\r?\n/)),
    text: () => tail.toString('utf8'),
  }
}
