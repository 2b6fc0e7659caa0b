import { described, keysOf } from '../shape.ts'
import { wholeNumber } from '../shapes/scalars.ts'
import { asMap } from '../values.ts'
import { defineKey } from './key.ts'

const transcriptKeys = keysOf(
  { lines: described(wholeNumber(1), 'lines of a lane that are kept whole; 2000 when absent', { examples: [100] }) },
  '“transcript”',
)

export const transcript = defineKey({
  about: 'how much a transcript keeps',
  examples: ['transcript: { lines: 100 }'],
  shape: {
    schema: (registry) => transcriptKeys.schema(registry),
    read(c, node, label) {
      const map = asMap(c, node, label, '“transcript: { lines: 2000 }”')
      return map === undefined ? undefined : transcriptKeys.read(c, map)
    },
  },
  part: (given) => ({ transcript: { lines: 2000, ...given } }),
})
