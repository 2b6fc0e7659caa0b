import * as z from 'zod'
import {
  clientRules,
  defineKind,
  dial,
  dialCommand,
  dialOptions,
  oneTarget,
  rulesOption,
  streamEvents,
  streamFacts,
  streamSettings as settings,
} from '../../src/plugin.ts'
import { clientDeeds, clientStarttls } from './starttls.ts'
import { secured, sessionFactNames } from './tls/session.ts'

export const tcpClient = defineKind({
  about: 'a TCP (or Unix socket) client that only does what the steps and its rules ask',
  role: 'client',
  options: z
    .strictObject({ ...dialOptions, rules: rulesOption(['connect', 'end'], clientDeeds).optional() })
    .refine(...oneTarget)
    .meta({ examples: ['server'] }),
  shorthand: 'to',
  ownOutput: false,
  facts: [...streamFacts, ...sessionFactNames],
  can: ['send', 'end', 'exit', 'close', 'reset', 'pause', 'resume', 'set'],
  pausesAfter: true,
  events: [...streamEvents, secured],
  settings,
  strictAbout: ['rules'],
  verbs: { starttls: clientStarttls },
  command: (options) => dialCommand('tcp-client', options),
  start: (options, lane) =>
    dial(options, lane, { ...options, ...clientRules(options.rules, lane, options.allowHalfOpen, clientDeeds) }),
})
