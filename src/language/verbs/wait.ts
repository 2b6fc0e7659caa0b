import { lateDuration } from '../shapes/scalars.ts'
import { defineVerb } from '../verb.ts'

export const wait = defineVerb({
  about: 'lets time pass; for pacing only',
  examples: ['wait: 250ms'],
  argument: lateDuration,
  traits: { does: 'neither', instant: 'it lasts as long as it says' },
  step: (duration) => ({ duration }),
})
