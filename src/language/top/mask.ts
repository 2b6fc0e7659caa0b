import { maskRules } from '../shapes/mask-rules.ts'
import { defineKey } from './key.ts'

export const mask = defineKey({
  about: 'volatile text to rename in the transcript',
  examples: ['mask: [uuid, { match: /id=(\\d+)/, as: <id> }]'],
  shape: maskRules,
  part: (mask = [], usual) => ({ mask: usual === undefined ? mask : [...mask, ...usual.mask] }),
})
