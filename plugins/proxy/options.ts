import * as z from 'zod'
import { bindOption, oneTarget, placeOptions, toOption } from '../../src/plugin.ts'

export const proxyOptions = z
  .strictObject({
    to: toOption.to.describe('the server it leads to'),
    host: placeOptions.host.describe('where the server is; the loopback address when absent'),
    port: placeOptions.port.describe('where the server is'),
    path: placeOptions.path.describe('the server’s Unix socket instead of host and port'),
    ...bindOption,
    seed: z.int().min(0).default(1).describe('the seed of what is random: jitter and the sizes of segments'),
  })
  .refine(...oneTarget)
  .meta({ examples: ['server'] })

export type ProxyOptions = z.output<typeof proxyOptions>
