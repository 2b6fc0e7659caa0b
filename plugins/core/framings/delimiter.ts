import { Buffer } from 'node:buffer'
import { defineFraming, encodeText, lineEnd, type Framer } from '../../../src/plugin.ts'
import { join, search } from './search.ts'

export const delimiter = defineFraming({
  about: 'lines end with this text, such as "\\0"',
  wanted: lineEnd()
    .min(1, 'a delimiter is not empty')
    .meta({ examples: ['\0'] }),
  compile: (wanted) => delimited(encodeText(wanted)),
})

/** Lines that end with these bytes, wherever they stand first. */
export function delimited(ending: Buffer): Framer {
  const { length } = ending
  return {
    shows: 'text',
    ...(length === 1 ? { terminator: ending[0] } : {}),
    find(bytes, from, to, scanned) {
      const at = search(bytes, ending, Math.max(from, scanned - length + 1), to)
      return at < 0 ? undefined : { start: from, end: at, next: at + length }
    },
    encode: (content) => join(content, ending),
  }
}
