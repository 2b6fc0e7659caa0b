import { skipLines } from '../lane/cursor.ts'
import type { WishRun } from './wish-run.ts'

/**
 * Skips all whole lines that do not contain the needle, without decoding those that the transcript leaves out: a marker behind a
 * long stream costs one pass over its bytes. Does nothing where lines have no terminator byte of their own.
 */
export function skipWithout(run: WishRun, needleText: string): void {
  const { stream } = run
  const { terminator } = stream
  if (terminator === undefined) return
  const needle = Buffer.from(needleText)
  const { window } = stream
  const limit = stream.limit
  if (limit - window.start < needle.length) return
  const from = Math.max(window.start, window.start + (run.scanned - window.offset))
  // Behind the limit the window has room whose bytes nobody has written.
  const hit = window.bytes.subarray(0, limit).indexOf(needle, from)
  const to = hit < 0 ? limit : hit
  run.scanned = window.offset + (to - window.start) - (hit < 0 ? needle.length - 1 : 0)
  const last = to > window.start ? window.bytes.lastIndexOf(terminator, to - 1) : -1
  if (last < window.start) return
  skipLines(run.lane, stream, window.offset + (last + 1 - window.start), terminator)
}
