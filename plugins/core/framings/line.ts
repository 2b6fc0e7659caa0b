import { Buffer } from 'node:buffer'
import { defineFraming } from '../../../src/plugin.ts'
import { byName } from './by-name.ts'
import { join, search } from './search.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const ending = Buffer.of(lineFeed)

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
    encode: (content) => join(content, ending),
  }),
})
