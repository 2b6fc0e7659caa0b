import * as z from 'zod'
import { defineKind } from '../../src/plugin.ts'
import { byRules, rulesOption } from './rules.ts'
import { listen } from './socket/listener.ts'
import { claimsOf, oneListening, serverEvents, serverFacts, serving, streamFacts } from './socket/options.ts'
import { settings } from './socket/settings.ts'
import { serverCommand } from './server-command.ts'

export const tcpServer = defineKind({
  about: 'a TCP (or Unix socket) server that only does what the steps and its rules say',
  role: 'server',
  options: z
    .strictObject({
      ...serving,
      rules: rulesOption.optional().describe('what it answers by itself, the first rule that fits'),
    })
    .refine(...oneListening)
    .meta({ examples: [{ port: 9000 }] }),
  voice: false,
  facts: [...new Set([...serverFacts, ...streamFacts])],
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  events: serverEvents,
  settings,
  claims: claimsOf,
  command: (options) => serverCommand('tcp-server', options),
  start(options, lane) {
    const { rules, pauseOnConnect } = options
    return listen(options, lane, {
      manner: (own) => ({ ...options, paused: pauseOnConnect, ...(rules === undefined ? {} : byRules(rules, own)) }),
    })
  },
})
