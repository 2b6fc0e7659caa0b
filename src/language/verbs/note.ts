import { text } from '../shapes/scalars.ts'
import { defineVerb } from '../verb.ts'

export const note = defineVerb({
  about: 'puts a remark into the transcript',
  examples: ['note: the server is full now'],
  argument: text,
  traits: { does: 'neither', instant: 'nothing is waited for here' },
  step: (text) => ({ text }),
})
