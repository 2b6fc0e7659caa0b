import type { Message } from '../../model/scenario.ts'
import type { YamlNode, YamlMap, YamlScalar } from '../../model/yaml-node.ts'
import { spanWithin } from '../../coercion/placeholders.ts'
import { hasPlaceholders } from '../../coercion/fits.ts'
import { joinPath } from '../join-path.ts'
import { didYouMean } from '../../text/suggest.ts'
import { isBase64, mistakeInHex } from '../../text/units.ts'
import { add, markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { placeholderPattern } from '../json-schema/plain.ts'
import { described } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { anything, isNothing } from '../values.ts'
import { text } from './scalars.ts'

/** One line; its end is added. */
export const line: Shape<Message> = {
  schema: (registry) => described(text, 'one line; its end is added').schema(registry),
  read(c, node, label) {
    const read = text.read(c, node, label)
    return read === undefined ? markGap(c) : { as: 'line', text: read }
  },
}

/** A message of one form, from its text; `mistakes` looks at one without placeholders. */
const ofText = (
  as: 'text' | 'bytes' | 'base64',
  mistakes?: (c: Checking, scalar: YamlScalar) => void,
): Shape<Message> => ({
  schema: text.schema,
  read(c, node, label) {
    const read = text.read(c, node, label)
    if (read === undefined) return markGap(c)
    if (node.type === 'scalar' && !hasPlaceholders(node)) mistakes?.(c, node)
    return { as, text: read }
  },
})

function checkHex(c: Checking, scalar: YamlScalar): void {
  const mistake = mistakeInHex(scalar.source)
  if (mistake === undefined) return
  const span = spanWithin(scalar, mistake.start, mistake.end)
  const hint = 'write two digits for each byte: "de ad be ef"'
  report(c, 'invalid-value', `“bytes” are pairs of hex digits, and ${mistake.why}`, span, hint)
}

function checkBase64(c: Checking, { source, span }: YamlScalar): void {
  if (isBase64(source)) return
  const hint = 'its length is a multiple of four, filled up with ='
  report(c, 'invalid-value', '“base64” is not base64 with padding', span, hint)
}

const json: Shape<Message> = {
  schema: () => ({}),
  read(c, node) {
    if (!isNothing(node)) return { as: 'json', json: anything(c, node) }
    const hint = 'write it behind the colon; null is “null”'
    report(c, 'missing-text', '“json” has no value to send', node.span, hint)
    return markGap(c)
  },
}

const file: Shape<Message> = {
  schema: text.schema,
  read(c, node, label) {
    const path = text.read(c, node, label)
    if (path === undefined) return markGap(c)
    if (node.type === 'scalar' && !hasPlaceholders(node)) checkThere(c, node)
    return { as: 'file', path }
  },
}

/** A file may still be made by a program before it is sent: that it is not there yet is worth a warning. */
function checkThere(c: Checking, { source, span }: YamlScalar): void {
  const found = c.host.readFile(joinPath(c.document.source.file, source))
  if (found instanceof Uint8Array || found.code !== 'file-not-found') return
  add(c, [
    {
      code: 'file-not-found',
      severity: 'warning',
      message: `the file “${source}”, which is sent here, is not there`,
      span,
      hint: 'its path is relative to the scenario; a file under “files” is ${tmp}/its-name',
    },
  ])
}

const hexOrPlaceholder = String.raw`^\s*(?:[0-9a-fA-F]{2}\s*)*$|${placeholderPattern}`

/** What a message is that is no plain line. */
export const messageForms = {
  text: described(ofText('text'), 'sent as it is, without the end of a line', { examples: ['GET / HTTP/1.0\r\n'] }),
  bytes: described(ofText('bytes', checkHex), 'bytes in hexadecimal', {
    pattern: hexOrPlaceholder,
    errorMessage: 'expected bytes in hexadecimal such as de ad be ef',
    examples: ['de ad be ef'],
  }),
  base64: described(ofText('base64', checkBase64), 'bytes in base64', { examples: ['3q2+7w=='] }),
  json: described(json, 'one line, or message, of JSON', { examples: [{ jsonrpc: '2.0', id: 1 }] }),
  file: described(file, 'what stands in a file; from the scenario’s folder', { examples: ['data/request.txt'] }),
} satisfies Readonly<Record<Exclude<Message['as'], 'line'>, Shape<Message>>>

const formNames = Object.keys(messageForms) as (keyof typeof messageForms)[]

const keys = 'write the bytes that the key sends: { bytes: "1b 5b 41" } is the arrow up, { bytes: "03" } is Ctrl-C'
/** Forms that other tools have, and what means the same here. */
const otherForms = new Map([
  ['line', 'a text alone is a line: send: { actor: some text }'],
  ['key', keys],
  ['keys', keys],
  ['press', keys],
])

/** A message as it stands in a map, under one key; `beside` are keys that do not belong to it. */
function messageIn(c: Checking, map: YamlMap, beside: ReadonlySet<string>): Message | undefined {
  const [entry, second] = map.entries.filter(({ key }) => !beside.has(key))
  if (entry === undefined || second !== undefined) {
    const message =
      entry === undefined
        ? 'this message has no text'
        : `a message has one form; this one has “${entry.key}” and “${second!.key}”`
    const hint = `write one of ${formNames.map((form) => `{ ${form}: … }`).join(', ')}, or a list of messages`
    report(c, 'one-key-map', message, second?.keySpan ?? map.span, hint)
    return markGap(c)
  }
  const form = formNames.find((each) => each === entry.key)
  if (form !== undefined) return messageForms[form].read(c, entry.value, form)
  const hint =
    otherForms.get(entry.key) ??
    didYouMean(entry.key, formNames) ??
    `it is one of ${formNames.join(', ')}; if “${entry.key}: ” belongs to the text, quote all of it`
  report(c, 'unknown-key', `“${entry.key}” is not a form of a message`, entry.keySpan, hint)
  return markGap(c)
}

/** One message, as a line or in another form. */
export const messageOf = (c: Checking, node: YamlNode, label: string, beside: ReadonlySet<string>) =>
  node.type === 'map' ? messageIn(c, node, beside) : line.read(c, node, label)
