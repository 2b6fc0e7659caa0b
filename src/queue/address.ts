import type { Problem } from '../model/problem.ts'
import type { Secret } from '../text/redactor.ts'

/** Where a Redis is. */
export interface QueueAddress {
  readonly host: string
  readonly port: number
  /** Over TLS. */
  readonly tls: boolean
  readonly username?: string
  readonly password?: string
  readonly db?: number
  /** For a person: without user and password. */
  readonly shown: string
  /** What must be shown nowhere. */
  readonly secrets: readonly Secret[]
}

/** The variable of the environment that has the address where a call does not name one. */
export const queueVariable = 'SCENARIO_QUEUE'

const usualPort = 6379
/** Characters: a shorter password stands in many texts by accident. */
const shortest = 8

/**
 * The address of a Redis: `redis://HOST:PORT/DB`, or `rediss://USER:PASSWORD@HOST:PORT` over TLS, as the registration of the scheme at IANA
 * has it. The problem does not show it, since it may have a password.
 */
export function readAddress(
  text: string,
  from: string,
): { readonly address: QueueAddress } | { readonly problem: Problem } {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!text.includes(':')) return { problem: { ...wrong(from), hint: `write it as redis://HOST:PORT${behind(from)}` } }
  if (url === undefined || !isRedis(url)) return { problem: wrong(from) }
  const { protocol, hostname, pathname } = url
  const [username, password] = [decoded(url.username), decoded(url.password)]
  if (username === undefined || password === undefined) return { problem: wrong(from) }
  const port = url.port === '' ? usualPort : Number(url.port)
  const db = pathname.slice(1)
  return {
    address: {
      host: hostname.replace(/^\[(.*)\]$/, '$1'),
      port,
      tls: protocol === 'rediss:',
      ...(username === '' ? {} : { username }),
      ...(password === '' ? {} : { password }),
      ...(db === '' ? {} : { db: Number(db) }),
      shown: `${protocol}//${hostname}:${port}${db === '' ? '' : `/${db}`}`,
      secrets: secretsOf(text, password),
    },
  }
}

const isRedis = ({ protocol, hostname, port, pathname }: URL): boolean =>
  /^rediss?:$/.test(protocol) && hostname !== '' && port !== '0' && /^(?:\/\d{0,5})?$/.test(pathname)

function secretsOf(text: string, password: string): readonly Secret[] {
  if (password === '') return []
  const whole = { name: 'queue', value: text }
  return password.length < shortest ? [whole] : [whole, { name: 'queue-password', value: password }]
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

/** Of a flag, the word may be a file that was meant to run. */
const behind = (from: string): string => (from.startsWith('--') ? `; files stand in front of ${from}` : '')

const wrong = (from: string): Problem => ({
  code: 'usage',
  message: `the address of ${from} is not that of a Redis`,
  hint: 'write redis://HOST:PORT, or rediss://USER:PASSWORD@HOST:PORT over TLS; in a password, write / as %2F, # as %23, @ as %40',
})
