import { described, mapOf } from '../shape.ts'
import { wholeNumber } from '../shapes/scalars.ts'
import { defineKey } from './key.ts'

const shapes = {
  lines: described(wholeNumber(1), 'lines of a lane that are kept whole; 2000 when absent', { examples: [100] }),
}

export const transcript = defineKey({
  about: 'how much a transcript keeps',
  examples: ['transcript: { lines: 100 }'],
  shape: mapOf(shapes, { where: '“transcript”', example: '“transcript: { lines: 2000 }”' }),
  part: (given) => ({ transcript: { lines: 2000, ...given } }),
})
