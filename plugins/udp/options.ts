import * as z from 'zod'
import { actorRef } from '../../src/plugin.ts'

const port = z.int().min(0).max(65_535)

export const udpOptions = z
  .strictObject({
    to: actorRef().optional().describe('the actor it talks to'),
    host: z.string().optional().describe('where the peer is; the address to bind to when there is no peer'),
    port: port.optional().describe('the peer’s port'),
    bind: port.optional().describe('its own port; a free one when absent'),
    connected: z
      .boolean()
      .default(true)
      .describe('hear only its peer, and learn when that is dead; false hears anyone'),
    messages: z
      .enum(['text', 'binary'])
      .default('text')
      .describe('what its datagrams are: binary ones are written as bytes, and only bytes and take match them'),
  })
  .refine((options) => options.to === undefined || options.port === undefined, {
    error: '“to” and “port” both name the peer; keep one',
    path: ['port'],
  })
  .meta({ examples: ['server'] })

export type UdpOptions = z.output<typeof udpOptions>
