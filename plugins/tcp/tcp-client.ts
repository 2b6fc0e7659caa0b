import * as z from 'zod'
import { defineKind } from '../../src/plugin.ts'
import { dial, dialCommand } from './socket/dial.ts'
import { connecting, oneTarget, streamEvents, streamFacts } from './socket/options.ts'
import { settings } from './socket/settings.ts'

export const tcpClient = defineKind({
  about: 'a TCP (or Unix socket) client that only does what the steps say',
  role: 'client',
  options: z
    .strictObject(connecting)
    .refine(...oneTarget)
    .meta({ examples: ['server'] }),
  shorthand: 'to',
  voice: false,
  facts: streamFacts,
  can: ['send', 'end', 'exit', 'close', 'reset', 'pause', 'resume', 'set'],
  events: streamEvents,
  settings,
  command: (options) => dialCommand('tcp-client', options),
  start: (options, lane) => dial(options, lane, options),
})
