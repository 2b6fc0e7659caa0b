import { Buffer } from 'node:buffer'
import * as z from 'zod'
import { defineFraming } from '../../../src/plugin.ts'
import { join } from './search.ts'

export const length = defineFraming({
  about: 'each line follows its length in 1, 2 or 4 bytes, the highest byte first',
  wanted: z
    .literal([1, 2, 4], { error: 'expected 1, 2 or 4, the number of bytes that hold the length' })
    .meta({ examples: [4] }),
  compile: (width) => ({
    shows: 'text',
    find(bytes, from, to) {
      const start = from + width
      if (start > to) return undefined
      let length = 0
      for (let at = from; at < start; at++) length = length * 256 + (bytes[at] as number)
      const end = start + length
      return end > to ? undefined : { start, end, next: end }
    },
    encode(content) {
      const largest = 256 ** width - 1
      if (content.length > largest)
        throw new RangeError(`a line of ${content.length} bytes does not fit a length of ${width} bytes`)
      const prefix = Buffer.alloc(width)
      prefix.writeUIntBE(content.length, 0, width)
      return join(prefix, content)
    },
  }),
})
