import { plainValue } from '../../text/plain.ts'

/** Text that can stand unquoted, also inside of braces. */
const safe = /^[\w/][\w./!-]*(?: [\w./!-]+)*$/
export const isPlain = (text: string): boolean => safe.test(text) && plainValue(text) === text

/** A value as an author would write it on one line: `{ telnet: server }`. */
export function flow(value: unknown): string {
  if (typeof value === 'string') return isPlain(value) ? value : quoted(value)
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).map(([key, inner]) => `${flow(key)}: ${flow(inner)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

const quoted = (text: string): string => JSON.stringify(text).replaceAll(String.raw`\u0000`, String.raw`\0`)

/** The same as text of a snippet, in which a dollar, a brace and a backslash mean something. */
export const asSnippet = (text: string): string => text.replaceAll(/[\\$}]/g, String.raw`\$&`)
