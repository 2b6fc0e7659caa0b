import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import * as z from 'zod'
import { duration } from '../../src/plugin.ts'

const flag = z.boolean({ error: 'expected true or false' })
const time = z.union([z.number().min(0), duration()], { error: 'expected a duration such as 250ms, 5s or 2m' })

/** What `set` can change of a running TLS connection, for the table of a kind. */
export const settings = { noDelay: flag, keepAlive: flag, timeout: time }

/** Changes an option of a running connection; answers why it cannot. `raw` is the TCP socket below. */
export function change(raw: Socket, secure: TLSSocket, option: string, value: unknown): string | undefined {
  if (option === 'noDelay') return read(flag, value, (wanted) => raw.setNoDelay(wanted))
  if (option === 'keepAlive') return read(flag, value, (wanted) => raw.setKeepAlive(wanted))
  if (option === 'timeout') return read(time, value, (wanted) => secure.setTimeout(wanted))
  return `a running TLS socket has no option “${option}”; it has ${Object.keys(settings).join(', ')}`
}

function read<T>(schema: z.ZodType<T>, value: unknown, apply: (wanted: T) => void): string | undefined {
  const parsed = schema.safeParse(value)
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'this value is not taken'
  apply(parsed.data)
  return undefined
}
