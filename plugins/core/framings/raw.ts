import { defineFraming } from '../../../src/plugin.ts'
import { byName } from './by-name.ts'

export const raw = defineFraming({
  about: 'bytes without lines, written as a hex dump; expect them with bytes or take',
  wanted: byName(),
  compile: () => ({ shows: 'bytes', find: () => undefined, encode: (content) => content }),
})
