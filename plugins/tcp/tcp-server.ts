import * as z from 'zod'
import {
  claimsOf,
  defineKind,
  oneListening,
  rulesOption,
  serve,
  serveOptions,
  serverCommand,
  serverEvents,
  serverFacts,
  serverRules,
  streamSettings as settings,
} from '../../src/plugin.ts'
import { serverDeeds, serverStarttls } from './starttls.ts'
import { secured, sessionFactNames } from './tls/session.ts'

export const tcpServer = defineKind({
  about: 'a TCP (or Unix socket) server that only does what the steps and its rules ask',
  role: 'server',
  options: z
    .strictObject({
      ...serveOptions,
      rules: rulesOption(['connect', 'end'], serverDeeds).optional(),
    })
    .refine(...oneListening)
    .meta({ examples: [{ port: 9000 }] }),
  ownOutput: false,
  facts: [...serverFacts, ...sessionFactNames],
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  pausesAfter: true,
  events: [...serverEvents, secured],
  settings,
  strictAbout: ['rules'],
  verbs: { starttls: serverStarttls },
  claims: claimsOf,
  command: (options) => serverCommand('tcp-server', options),
  start(options, lane) {
    const { rules, pauseOnConnect } = options
    const { behave, remark } = serverRules(rules, lane, serverDeeds)
    return serve(options, lane, {
      behave: (own) => ({ ...options, paused: pauseOnConnect, ...behave(own, options.allowHalfOpen) }),
      remark,
    })
  },
})
