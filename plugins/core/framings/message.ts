import { defineFraming } from '../../../src/plugin.ts'
import { byName } from './by-name.ts'

/** The boundaries come with what is received (`lane.receive(bytes, { message })`), so there is nothing to find in the bytes. */
export const message = defineFraming({
  about: 'each message is a line by itself (datagrams, WebSocket)',
  messages: true,
  wanted: byName(),
  compile: () => ({ shows: 'text', find: () => undefined, encode: (content) => content }),
})
