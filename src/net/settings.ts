import type { Socket } from 'node:net'
import * as z from 'zod'
import { duration } from '../coercion/schemas.ts'
import { encodings, type Encoding } from './decoder.ts'

const flag = z.boolean({ error: 'expected true or false' })
const time = z.union([z.number().min(0), duration()], { error: 'expected a duration such as 250ms, 5s or 2m' })

interface Settable {
  readonly socket: Socket
  readonly below: Socket
  readonly keepAliveDelay: number
  decodeAs(encoding: Encoding | undefined): void
}

const decoding = z.enum([...encodings, 'none'], { error: `expected one of ${encodings.join(', ')}, none` })

/** What `set` can change of a running socket, for the table of a kind. */
export const streamSettings = { noDelay: flag, keepAlive: flag, timeout: time, encoding: decoding }

const settable: Readonly<Record<string, (on: Settable, value: unknown) => string | undefined>> = {
  noDelay: (on, value) => read(flag, value, (wanted) => on.below.setNoDelay(wanted)),
  keepAlive: (on, value) => read(flag, value, (wanted) => on.below.setKeepAlive(wanted, on.keepAliveDelay)),
  timeout: (on, value) => read(time, value, (wanted) => on.socket.setTimeout(wanted)),
  encoding: (on, value) => read(decoding, value, (wanted) => on.decodeAs(wanted === 'none' ? undefined : wanted)),
}

/** Changes an option of a running socket; answers why it cannot. */
export function change(on: Settable, option: string, value: unknown): string | undefined {
  const setting = settable[option]
  if (setting === undefined)
    return `a running socket has no option “${option}”; it has ${Object.keys(settable).join(', ')}`
  return setting(on, value)
}

function read<T>(schema: z.ZodType<T>, value: unknown, apply: (wanted: T) => void): string | undefined {
  const parsed = schema.safeParse(value)
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'this value is not taken'
  apply(parsed.data)
  return undefined
}
