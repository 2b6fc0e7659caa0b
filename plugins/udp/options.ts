import * as z from 'zod'
import { bindOption, hostOptions, rulesOption, toOption } from '../../src/plugin.ts'

export const udpOptions = z
  .strictObject({
    to: toOption.to.describe('the actor it talks to'),
    host: hostOptions.host.describe('where the peer is; the address to bind to when there is no peer'),
    port: hostOptions.port.describe('the peer’s port'),
    ...bindOption,
    rules: rulesOption().optional(),
    connected: z
      .boolean()
      .default(true)
      .describe('receive from its peer only, and learn when that is dead; false receives from anyone'),
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
