import net from 'node:net'
import type { Redis, RedisOptions } from 'ioredis'
import type { Problem } from '../model/problem.ts'
import type { QueueAddress } from './address.ts'
import type { Packages } from './packages.ts'

/** As both packages take them. */
type Settings = Omit<RedisOptions, 'retryStrategy'> & { readonly retryStrategy: (times: number) => number }

/** A connection that comes back by itself, and what further ones are opened with. */
export interface Connected {
  readonly redis: Redis
  readonly options: Settings
  /** Why it was lost last, for a person, while it is lost. */
  lost(): string | undefined
}

/** Milliseconds in which the first connection must be there. */
const patience = 10_000
const longestPause = 1000
/** Milliseconds between two questions whether it is still there, and in which each must be answered. */
const askEvery = 1000
const answerWithin = 2000

/** Connects to a Redis. Nothing that the library says is shown as it is: it may have the password. */
export async function connect(
  address: QueueAddress,
  { Redis: Client }: Pick<Packages, 'Redis'>,
  within = patience,
): Promise<Connected | { readonly problem: Problem }> {
  const { host, port, username, password, db, tls } = address
  const options: Settings = {
    host,
    port,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(db === undefined ? {} : { db }),
    ...(tls ? { tls: net.isIP(host) === 0 ? { servername: host } : {} } : {}),
    connectTimeout: patience,
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(50 * times, longestPause),
  }
  const redis = new Client({ ...options, lazyConnect: true })
  let why: string | undefined = 'it does not answer'
  let first = true
  const failed = new Promise<string>((resolve) => {
    redis.on('error', (error: Error) => {
      why = reasonOf(error)
      if (first) resolve(why)
    })
  })
  redis.on('close', () => (why ??= 'it has closed the connection')).on('ready', () => (why = undefined))
  const isSilent = watchAnswers(redis)
  const late = new Promise<string>((resolve) => setTimeout(resolve, within, 'it does not answer').unref())
  const ready = redis.connect().then(
    () => redis.ping().then(() => undefined),
    (error: Error) => reasonOf(error),
  )
  const problem = await Promise.race([ready.catch(reasonOf), failed, late])
  first = false
  if (problem === undefined)
    return { redis, options, lost: () => why ?? (isSilent() ? 'it does not answer' : undefined) }
  redis.disconnect()
  return { problem: unreachable(address.shown, problem) }
}

/**
 * Whether it has left a question without an answer. Of a machine that is off or cannot be reached any more, a connection hears nothing:
 * it would seem to be there for a quarter of an hour.
 */
function watchAnswers(redis: Redis): () => boolean {
  let asked: number | undefined
  const answered = (): void => void (asked = undefined)
  const timer = setInterval(() => {
    if (asked !== undefined || redis.status !== 'ready') return
    asked = performance.now()
    redis.ping().then(answered, answered)
  }, askEvery).unref()
  redis.once('end', () => clearInterval(timer))
  return () => asked !== undefined && performance.now() - asked > answerWithin
}

const unreachable = (shown: string, why: string): Problem => ({
  code: 'queue-unreachable',
  message: `the queue at ${shown} cannot be used: ${why}`,
  hint: 'start a Redis there (version 5 or later), or correct the address, its user and its password',
})

const byReply: readonly (readonly [RegExp, string])[] = [
  [/^WRONGPASS|invalid password|invalid username/i, 'it does not accept this user and password'],
  [/^NOAUTH|Authentication required/i, 'it asks for a password'],
  [/^NOPERM/, 'this user may not use all commands that are needed'],
  [/^READONLY/, 'it is a replica, which cannot be written to'],
  [/^OOM|used memory/, 'its memory is full'],
  [/^LOADING/, 'it is still loading its data'],
  [/DB index/, 'it has no database of this number'],
]

const byCode: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  ECONNRESET: 'it has closed the connection',
  EPIPE: 'it has closed the connection',
}

/** Why a connection or a command failed, without anything of the address. */
export function reasonOf(error: unknown): string {
  const { message = '', code = '' } = error as { readonly message?: string; readonly code?: string }
  const reply = byReply.find(([pattern]) => pattern.test(message))?.[1]
  if (reply !== undefined) return reply
  if (Object.hasOwn(byCode, code)) return byCode[code] as string
  if (/CERT|SIGNED|SSL|TLS/i.test(code)) return `its certificate is not accepted or it does not speak TLS (${code})`
  return code === '' ? 'the connection was closed' : `the connection failed (${code})`
}
