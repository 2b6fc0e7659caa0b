import * as z from 'zod'
import { defineVerb, problemError, type Actor } from '../../src/plugin.ts'
import type { Talker } from './talk.ts'

/** Codes that a Close frame may carry (RFC 6455, 7.4): those of the protocol, and those free for libraries and applications. */
const code = z
  .int()
  .refine(
    (code) => (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999),
    {
      error: 'expected a code that may be sent: 1000 to 1014 but for 1004, 1005 and 1006, or 3000 to 4999',
    },
  )

/** The verbs are called only on what this plugin’s kinds have started; a server itself has no conversation. */
function talkerOf(actor: Actor): Talker {
  if (!('ping' in actor))
    throw problemError('wrong-verb', 'a listening server has no conversation', 'name one of its connections', 'failed')
  return actor as Talker
}

export const verbs = {
  ping: defineVerb<string>({
    about: 'sends a Ping frame with this text; the peer’s answer is the event pong',
    argument: z
      .string()
      .refine((text) => Buffer.byteLength(text) <= 125, { error: 'a Ping frame has room for 125 bytes' })
      .meta({ examples: ['are you there'] }),
    async run(actor, data, context) {
      context.row(data === '' ? 'ping sent' : `ping sent: ${data}`)
      talkerOf(actor).ping(data)
    },
  }),
  'close-with': defineVerb<{ code: number; reason: string }>({
    about: 'closes with a code, and a reason if there is one',
    ends: true,
    argument: z
      .union([
        code.transform((code) => ({ code, reason: '' })),
        z.strictObject({
          code,
          reason: z
            .string()
            .default('')
            .refine((text) => Buffer.byteLength(text) <= 123, { error: 'a reason has room for 123 bytes' }),
        }),
      ])
      .meta({ examples: [1001, { code: 1001, reason: 'going away' }] }),
    run(actor, { code, reason }, context) {
      context.row(`closing with ${code}${reason === '' ? '' : `: ${reason}`}`)
      return talkerOf(actor).closeWith(code, reason)
    },
  }),
}
