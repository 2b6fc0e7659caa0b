import { oneOrMany } from '../shapes/lists.ts'
import { pattern } from '../shapes/scalars.ts'
import { checkSplitRegex } from '../split-regex.ts'
import { defineKey } from './key.ts'

const patterns = oneOrMany(pattern, 'a text or /regex/, or a list of them', 'either')

export const forbid = defineKey({
  about: 'texts and /regexes/ that must appear in no lane at any time',
  examples: ['forbid: [panic, /segfault/i]', 'forbid: { text: /usr/local/ }'],
  shape: {
    ...patterns,
    read(c, node, label) {
      checkSplitRegex(c, node)
      return patterns.read(c, node, label)
    },
  },
  part: (patterns) => ({ forbid: patterns ?? [] }),
})
