import type { Buffer } from 'node:buffer'
import type { Captures } from '../model/matcher.ts'
import { encodeText } from '../text/byte-text.ts'
import { exactNumber, stringifyJson } from '../text/exact-json.ts'
import { isJsonNumber } from '../text/plain.ts'
import { formNames, forms, type Form, type FormName } from '../text/message-forms.ts'
import { fillTemplate, parseTemplate } from '../text/template.ts'
import type { WrittenReply } from './written.ts'

/** A reply with what was captured: its content, whether the end of a line belongs behind it, and how its row shows it. */
export interface Reply {
  readonly content: Uint8Array
  readonly line: boolean
  readonly binary: boolean
  readonly shown: string | Uint8Array
}

/** Fills a reply; `read` has what stands in a file, and what it throws passes through. */
export function fillReply(written: WrittenReply, captures: Captures, read: (path: string) => Buffer): Reply {
  if (typeof written === 'string') {
    const line = fillText(written, captures)
    return { content: encodeText(line), line: true, binary: false, shown: line }
  }
  const name = formNames.find((each) => written[each] !== undefined) as FormName
  const form: Form = forms[name]
  const filled = name === 'bytes' ? fillHex(String(written.bytes), captures) : filledIn(form, written[name], captures)
  const content = form.content(filled, read)
  const shown = form.type === 'text' ? filled : form.holds === 'path' ? `${filled} (${content.length} bytes)` : content
  return { content, line: form.framed, binary: form.type === 'binary', shown }
}

const fillText = (template: string, captures: Captures): string =>
  fillTemplate(template, ({ name }) => captures[name] ?? '')

const fillHex = (template: string, captures: Captures): string =>
  fillTemplate(template, ({ name }) => encodeText(captures[name] ?? '').toString('hex'))

const filledIn = ({ holds }: Form, content: unknown, captures: Captures): string =>
  holds === 'json' ? stringifyJson(fillJson(content, captures)) : fillText(String(content), captures)

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
