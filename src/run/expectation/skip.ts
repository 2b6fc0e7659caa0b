import { encodeText } from '../../text/byte-text.ts'
import { skipLines } from '../lane/cursor.ts'
import type { ExpectationRun } from './expectation-run.ts'

/** So many bytes are cut into lines and looked at one by one as soon as they are searched. */
const short = 512

/**
 * Skips all whole lines that do not contain the needle, without decoding those that the transcript leaves out: a marker behind a
 * long stream costs one pass over its bytes. Does nothing where lines have no terminator byte of their own.
 */
export function skipWithout(run: ExpectationRun, needleText: string): void {
  const { stream } = run
  const { window } = stream
  if (window.length < short) return
  const { terminator, limit } = stream
  if (terminator === undefined) return
  const needle = (run.needle ??= encodeText(needleText))
  if (limit - window.start < needle.length) return
  const from = Math.max(window.start, window.start + (run.scanned - window.offset))
  // The window has room behind the limit that holds no data yet.
  const received = limit === window.bytes.length ? window.bytes : window.bytes.subarray(0, limit)
  const hit = received.indexOf(needle, from)
  const to = hit < 0 ? limit : hit
  run.scanned = window.offset + (to - window.start) - (hit < 0 ? needle.length - 1 : 0)
  // What was looked at before holds no whole line any more: a line without end is not read through again with each piece of it.
  const last = lastOf(window.bytes, terminator, from, to)
  if (last < 0) return
  skipLines(run.lane, stream, window.offset + (last + 1 - window.start), terminator)
}

/** So many bytes are looked through faster than a view of them is made. */
const few = 256

function lastOf(bytes: Buffer, byte: number, from: number, to: number): number {
  if (to - from > few) {
    const found = bytes.subarray(from, to).lastIndexOf(byte)
    return found < 0 ? -1 : from + found
  }
  for (let at = to - 1; at >= from; at--) if (bytes[at] === byte) return at
  return -1
}
