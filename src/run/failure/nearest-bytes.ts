import type { Nearest } from '../../model/result.ts'
import { spacedHex } from '../../text/spaced-hex.ts'
import type { Stream } from '../lane/stream.ts'
import type { Redactor } from '../../text/redactor.ts'

/** The bytes at the cursor under those that were wanted, each that differs marked. */
export function nearestBytes(shown: string, { window }: Stream, redactor?: Redactor): Nearest | undefined {
  const [lead = ''] = /^\D*?(?=(?:[0-9a-f]{2}|\?\?)(?: |$))/i.exec(shown) ?? []
  const wanted = shown.slice(lead.length).match(/[0-9a-f]{2}|\?\?/gi) ?? []
  if (wanted.length === 0 || window.length === 0) return undefined
  const unread = window.bytes.subarray(window.start, window.end)
  // A part of a secret, which nothing would know again, must not show.
  if (redactor !== undefined && redactor.bytes(unread) !== unread) return undefined
  const pairs = spacedHex(unread.subarray(0, wanted.length)).split(' ')
  const marked = pairs.flatMap((pair, index): [number, number][] => {
    const start = lead.length + 3 * index
    return wanted[index] === '??' || wanted[index]?.toLowerCase() === pair ? [] : [[start, start + 2]]
  })
  return { text: lead + pairs.join(' '), marked, expected: marked }
}
