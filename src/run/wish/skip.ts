import { skipLine } from '../lane/cursor.ts'
import type { RunLane } from '../lane/lane.ts'
import type { Stream } from '../lane/stream.ts'
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
  const hit = window.bytes.indexOf(needle, from)
  const to = hit < 0 || hit > limit ? limit : hit
  run.scanned = window.offset + (to - window.start) - (hit < 0 ? needle.length : 0)
  const last = to > window.start ? window.bytes.lastIndexOf(terminator, to - 1) : -1
  if (last < window.start) return
  skipLines(run.lane, stream, window.offset + (last + 1 - window.start), terminator)
}

/** Skips whole lines up to an absolute offset that stands right behind a terminator. */
function skipLines(lane: RunLane, stream: Stream, until: number, terminator: number): void {
  const { window } = stream
  while (window.offset < until && !(lane.skipped === 'told' && lane.telling.full)) {
    const item = stream.peek()
    if (item?.kind !== 'line') return
    skipLine(lane, stream, item, stream.text(item))
  }
  if (window.offset >= until) return
  const end = window.start + (until - window.offset)
  const raw = window.bytes.subarray(window.start, end)
  const lastStart = Math.max(window.start, window.bytes.lastIndexOf(terminator, end - 2) + 1)
  const last = stream.text({
    kind: 'line',
    from: lastStart,
    start: lastStart,
    end: end - 1,
    next: end,
    unfinished: false,
  })
  lane.telling.lines(raw, count(raw, terminator), last, stream.arrival(end))
  stream.advance(end)
}

function count(bytes: Buffer, byte: number): number {
  let found = 0
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) found += 1
  return found
}
