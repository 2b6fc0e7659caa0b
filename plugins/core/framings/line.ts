import { Buffer } from 'node:buffer'
import { defineFraming } from '../../../src/plugin.ts'
import { byName } from './by-name.ts'
import { search } from './search.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d

export const line = defineFraming({
  about: 'lines end with \\n, and one \\r before it is dropped',
  default: true,
  wanted: byName(),
  compile: () => ({
    shows: 'text',
    terminator: lineFeed,
    find(bytes, from, to, scanned) {
      const at = search(bytes, lineFeed, scanned, to)
      if (at < 0) return undefined
      return { start: from, end: at > from && bytes[at - 1] === carriageReturn ? at - 1 : at, next: at + 1 }
    },
    encode(content) {
      const line = Buffer.allocUnsafe(content.length + 1)
      line.set(content)
      line[content.length] = lineFeed
      return line
    },
  }),
})
