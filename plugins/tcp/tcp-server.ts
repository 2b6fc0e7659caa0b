import * as z from 'zod'
import {
  claimsOf,
  defineKind,
  oneListening,
  serve,
  serveOptions,
  serverCommand,
  serverEvents,
  serverFacts,
  streamSettings as settings,
} from '../../src/plugin.ts'
import { byRules, rulesOption } from './rules.ts'
import { serverStarttls } from './starttls.ts'
import { secured, sessionFactNames } from './tls/session.ts'

export const tcpServer = defineKind({
  about: 'a TCP (or Unix socket) server that only does what the steps and its rules ask',
  role: 'server',
  options: z
    .strictObject({
      ...serveOptions,
      rules: rulesOption.optional().describe('what it answers by itself, the first rule that fits'),
    })
    .refine(...oneListening)
    .meta({ examples: [{ port: 9000 }] }),
  ownOutput: false,
  facts: [...serverFacts, ...sessionFactNames],
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  events: [...serverEvents, secured],
  settings,
  verbs: { starttls: serverStarttls },
  claims: claimsOf,
  command: (options) => serverCommand('tcp-server', options),
  start(options, lane) {
    const { rules, pauseOnConnect } = options
    return serve(options, lane, {
      behave: (own) => ({ ...options, paused: pauseOnConnect, ...(rules === undefined ? {} : byRules(rules, own)) }),
    })
  },
})
