import type { Scenario, Template } from '../model/scenario.ts'
import type { RunHost } from '../run/host.ts'
import { escapeRegex } from '../text/regex.ts'
import { own } from '../text/own.ts'

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
  for (const secret of Array.from(secrets)) for (const form of formsOf(secret)) secrets.add(form)
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
          ? own(env, part.name.slice('env.'.length))
          : known.get(part.name)
    if (piece === undefined) return undefined
    text += piece
  }
  return text
}

/** Lines of a secret that are shorter are hidden only as part of the whole: they may be anything. */
const telling = 8

/** How a secret looks inside of JSON and of a regex, and its lines, since rows are told line by line. */
function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).filter((line) => line.trim().length >= telling)
  return [JSON.stringify(secret).slice(1, -1), escapeRegex(secret), ...lines]
}
