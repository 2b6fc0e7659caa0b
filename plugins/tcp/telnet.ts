import * as z from 'zod'
import {
  addressOf,
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
  text,
} from '../../src/plugin.ts'
import { clientDeeds, clientStarttls } from './starttls.ts'
import { encodeNvt, Nvt } from './telnet/nvt.ts'
import { telnetSays } from './telnet/messages.ts'
import { secured, sessionFactNames } from './tls/session.ts'

const { allowHalfOpen: _, encoding: __, ...stream } = dialOptions

const options = z
  .strictObject({
    ...stream,
    rules: rulesOption(['connect', 'end'], clientDeeds).optional(),
    terminal: text().optional().describe('sent to a server that asks for the terminal type'),
    size: z
      .strictObject({ columns: z.int().min(1).max(65_535), rows: z.int().min(1).max(65_535) })
      .optional()
      .describe('sent to a server that asks for the window size'),
  })
  .refine(...oneTarget)
  .meta({ examples: ['server'] })

/** A person at telnet: the same sentences, lines that end with CR LF, and an answer to every option that is negotiated. */
export const telnet = defineKind({
  about: 'a client that talks and looks like telnet',
  role: 'client',
  options,
  shorthand: 'to',
  ownOutput: true,
  facts: [...streamFacts, ...sessionFactNames],
  can: ['send', 'end', 'exit', 'close', 'reset', 'pause', 'resume', 'set'],
  pausesAfter: true,
  events: [...streamEvents, secured],
  settings,
  strictAbout: ['rules'],
  verbs: { starttls: clientStarttls },
  command: (options) => dialCommand('telnet', options),
  start(options, lane) {
    const address = addressOf(options, lane)
    const nvt = new Nvt({ terminal: options.terminal, size: options.size })
    let connected = false
    let closedByHost = false
    const { received: byRules, ...rules } = clientRules(options.rules, lane, false, clientDeeds)
    return dial(options, lane, {
      ...rules,
      timeout: options.timeout,
      keepAliveDelay: options.keepAliveDelay,
      received(chunk, connection) {
        const { data, reply } = nvt.receive(chunk)
        if (reply.length > 0 && !connection.ending) connection.write(reply)
        if (data.length === 0) return
        if (byRules === undefined) connection.receive(data)
        else byRules(data, connection)
      },
      // What a step gives as bytes goes out as it is, so that a scenario can negotiate by itself.
      encode: (bytes, type) => (type === 'binary' ? bytes : encodeNvt(bytes)),
      translate(event, connection) {
        if (event.name === 'connected') connected = true
        const said = closedByHost
        if (!connection.closing) closedByHost ||= event.name === 'end' || event.name === 'reset'
        return telnetSays(event, address, { leaving: connection.closing && !closedByHost, connected, said })
      },
    })
  },
})
