import * as z from 'zod'
import { actorRef } from '../../src/plugin.ts'

const port = z.int().min(0).max(65_535)

export const proxyOptions = z
  .strictObject({
    to: actorRef().optional().describe('the server it leads to'),
    host: z.string().optional().describe('where the server is; the loopback address when absent'),
    port: port.optional().describe('where the server is'),
    path: z.string().optional().describe('the server’s Unix socket instead of host and port'),
    bind: port.default(0).describe('its own port; a free one when absent'),
    seed: z.int().min(0).default(1).describe('where the drawing of jitter and of segment sizes begins'),
  })
  .refine(({ to, port, path }) => [to, port, path].filter((each) => each !== undefined).length === 1, {
    error: 'name the server by one of “to”, “port” and “path”',
    path: ['to'],
  })
  .refine(({ host, path }) => host === undefined || path === undefined, {
    error: 'a “path” stands instead of “port” and “host”',
    path: ['path'],
  })
  .meta({ examples: ['server'] })

export type ProxyOptions = z.output<typeof proxyOptions>
