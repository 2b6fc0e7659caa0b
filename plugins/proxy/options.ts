import * as z from 'zod'
import { bindOption, oneTarget, placeOptions, toOption } from '../../src/plugin.ts'

export const proxyOptions = z
  .strictObject({
    to: toOption.to.describe('the server it leads to'),
    host: placeOptions.host.describe('where the server is; the loopback address when absent'),
    port: placeOptions.port.describe('where the server is'),
    path: placeOptions.path.describe('the server’s Unix socket instead of host and port'),
    ...bindOption,
    udp: z
      .boolean()
      .optional()
      .describe('forward datagrams instead of connections; a server of the kind udp needs no “udp: true”'),
    seed: z
      .int()
      .min(0)
      .default(1)
      .describe('the seed of what is random: jitter, the sizes of segments, and what a share such as 20% is drawn by'),
  })
  .refine(...oneTarget)
  .refine(({ udp, path }) => udp !== true || path === undefined, {
    error: 'datagrams go to a host and a port; leave “path” out',
    path: ['path'],
  })
  .meta({ examples: ['server'] })

export type ProxyOptions = z.output<typeof proxyOptions>
