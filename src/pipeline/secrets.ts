import type { Scenario, Template } from '../model/scenario.ts'
import type { RunHost } from '../run/host.ts'

const label = '<secret>'

/** Every text that must be shown nowhere: what the host names, and the variables that the scenario marks as secret. */
export function secretsOf(scenario: Scenario, host: Pick<RunHost, 'secrets' | 'vars' | 'env'>): readonly string[] {
  const known = new Map<string, string>()
  const secrets = new Set(host.secrets)
  for (const { name, value, secret } of scenario.vars.values()) {
    const text = host.vars.get(name) ?? filled(value, known, host.env)
    if (text === undefined) continue
    known.set(name, text)
    if (secret) secrets.add(text)
  }
  secrets.delete('')
  // A secret that holds another one is hidden first, so that nothing of it is left.
  return [...secrets].sort((a, b) => b.length - a.length)
}

/** A variable's text as far as it is known before the run. */
function filled({ parts }: Template, known: ReadonlyMap<string, string>, env: RunHost['env']): string | undefined {
  let text = ''
  for (const part of parts) {
    const piece =
      typeof part === 'string'
        ? part
        : part.name.startsWith('env.')
          ? env[part.name.slice('env.'.length)]
          : known.get(part.name)
    if (piece === undefined) return undefined
    text += piece
  }
  return text
}

/** The same plain data with every secret renamed, in texts and bytes. Without secrets, the very same value. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
  return secrets.length === 0 ? value : (hidden(value, secrets) as T)
}

function hidden(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return inText(value, secrets)
  if (value instanceof Uint8Array) return inBytes(value, secrets)
  if (Array.isArray(value)) return value.map((item) => hidden(item, secrets))
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, hidden(item, secrets)]))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hidden(item, secrets)]))
}

const inText = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((shown, secret) => shown.replaceAll(secret, label), text)

/** As Latin-1, each byte is one character and comes back as it was. */
function inBytes(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  const encoded = secrets.map((secret) => Buffer.from(secret, 'utf8').toString('latin1'))
  return Buffer.from(inText(Buffer.from(bytes).toString('latin1'), encoded), 'latin1')
}
