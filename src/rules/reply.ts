import { Buffer } from 'node:buffer'
import type { Captures } from '../model/matcher.ts'
import { encodeText } from '../text/byte-text.ts'
import { exactNumber, stringifyJson } from '../text/exact-json.ts'
import { isJsonNumber } from '../text/plain.ts'
import { fillTemplate, parseTemplate } from '../text/template.ts'
import type { WrittenReply } from './option.ts'

/** A reply with what was captured: its content, whether the end of a line belongs behind it, and how its row shows it. */
export interface Reply {
  readonly content: Uint8Array
  readonly line: boolean
  readonly binary: boolean
  readonly shown: string | Uint8Array
}

export function fillReply(written: WrittenReply, captures: Captures): Reply {
  const fill = (template: string): string => fillTemplate(template, ({ name }) => captures[name] ?? '')
  if (typeof written === 'string') return ofText(fill(written), true)
  if ('text' in written) return ofText(fill(written.text), false)
  if ('json' in written) return ofText(stringifyJson(fillJson(written.json, captures)), true)
  const hex = fillTemplate(written.bytes, ({ name }) => encodeText(captures[name] ?? '').toString('hex'))
  const content = Buffer.from(hex.replaceAll(/\s+/g, ''), 'hex')
  return { content, line: false, binary: true, shown: content }
}

const ofText = (text: string, line: boolean): Reply => ({ content: encodeText(text), line, binary: false, shown: text })

const numberOf = (text: string): number | bigint => (/^-?\d+$/.test(text) ? exactNumber(text) : Number(text))

/** A text that is one capture alone is a number where that is one, as in an answer with the number of its question. */
function fillJson(value: unknown, captures: Captures): unknown {
  if (typeof value === 'string') {
    const { parts } = parseTemplate(value)
    const [only, ...others] = parts
    const text = parts.map((part) => (typeof part === 'string' ? part : (captures[part.name] ?? ''))).join('')
    return typeof only === 'object' && others.length === 0 && isJsonNumber(text) ? numberOf(text) : text
  }
  if (Array.isArray(value)) return value.map((item) => fillJson(item, captures))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fillJson(inner, captures)]))
}
