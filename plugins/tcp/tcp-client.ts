import * as z from 'zod'
import {
  defineKind,
  dial,
  dialCommand,
  dialOptions,
  oneTarget,
  streamEvents,
  streamFacts,
  streamSettings as settings,
} from '../../src/plugin.ts'
import { clientStarttls } from './starttls.ts'
import { secured, sessionFactNames } from './tls/session.ts'

export const tcpClient = defineKind({
  about: 'a TCP (or Unix socket) client that only does what the steps ask',
  role: 'client',
  options: z
    .strictObject(dialOptions)
    .refine(...oneTarget)
    .meta({ examples: ['server'] }),
  shorthand: 'to',
  ownOutput: false,
  facts: [...streamFacts, ...sessionFactNames],
  can: ['send', 'end', 'exit', 'close', 'reset', 'pause', 'resume', 'set'],
  events: [...streamEvents, secured],
  settings,
  verbs: { starttls: clientStarttls },
  command: (options) => dialCommand('tcp-client', options),
  start: (options, lane) => dial(options, lane, options),
})
