import { Buffer } from 'node:buffer'
import { defineFraming } from '../../../src/plugin.ts'
import { byName } from './by-name.ts'
import { delimited } from './delimiter.ts'

export const crlf = defineFraming({
  about: 'only \\r\\n ends a line',
  wanted: byName(),
  compile: () => delimited(Buffer.from('\r\n')),
})
