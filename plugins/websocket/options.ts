import * as z from 'zod'
import { hostOptions, rulesOption, size, toOption } from '../../src/plugin.ts'

const path = z.string().startsWith('/', { error: 'expected a path that begins with /' })
const protocols = z.union([z.string(), z.array(z.string()).min(1)]).transform((written) => [written].flat())
const rules = rulesOption(['connect']).optional()
const maxPayload = size().optional().describe('the longest message it takes; a longer one closes with 1009')

export const serverOptions = z
  .strictObject({
    ...hostOptions,
    path: path.optional().describe('the only path it serves; every path when absent'),
    protocols: protocols.optional().describe('subprotocols it speaks, the best first'),
    maxPayload,
    rules,
  })
  .meta({ examples: [{ path: '/chat' }] })

export const clientOptions = z
  .strictObject({
    ...toOption,
    ...hostOptions,
    path: path.optional().describe('the path it asks for; what a server of ours serves when absent, else /'),
    protocols: protocols.optional().describe('subprotocols it offers, the best first'),
    headers: z.record(z.string(), z.string()).optional().describe('further fields of its request'),
    maxPayload,
    rules,
  })
  .refine(({ to, port }) => (to === undefined) !== (port === undefined), {
    error: 'name the server by one of “to” and “port”',
    path: ['to'],
  })
  .meta({ examples: ['server'] })

export type ServerOptions = z.output<typeof serverOptions>
export type ClientOptions = z.output<typeof clientOptions>
