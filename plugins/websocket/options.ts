import * as z from 'zod'
import { hostOptions, rulesOption, size, toOption } from '../../src/plugin.ts'

const path = z.string().startsWith('/', { error: 'expected a path that begins with /' })
/** Subprotocols are tokens (RFC 9110, 5.6.2), and each has its own name (RFC 6455, 4.1). */
const protocol = z.string().regex(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/, {
  error: "expected a name of ASCII letters, digits and !#$%&'*+-.^_`|~ alone",
})
const different = z
  .array(protocol)
  .min(1)
  .superRefine((names, { addIssue }) => {
    for (const [index, name] of names.entries())
      if (names.indexOf(name) < index) addIssue({ code: 'custom', path: [index], message: 'expected each name once' })
  })
const protocols = z.union([protocol, different]).transform((written) => [written].flat())
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
