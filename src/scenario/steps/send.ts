import type { Message, Send, Target } from '../../model/scenario.ts'
import type { Written, WrittenEntry, WrittenMap, WrittenScalar } from '../../model/written.ts'
import { messageForms as forms } from '../../model/words.ts'
import type { MessageForm as Form } from '../../model/words.ts'
import { spanWithin } from '../../registry/shape.ts'
import { hasHoles } from '../../registry/shaping/fits.ts'
import { joinPath } from '../../text/join-path.ts'
import { didYouMean } from '../../text/suggest.ts'
import { isBase64, mistakeInHex } from '../../text/units.ts'
import { add, lose, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { targeted } from '../targets.ts'
import { anything, isNothing, textOf, truthOf, wholeNumber } from '../values.ts'
import type { Around, VerbForm } from './verb.ts'

/** What is said of all that a step sends to an actor. */
const ofSending = new Set(['times', 'quiet'])

const keys = 'write the bytes that the key sends: { bytes: "1b 5b 41" } is the arrow up, { bytes: "03" } is Ctrl-C'
/** Forms that other tools have, and what says the same here. */
const otherForms: Readonly<Record<string, string>> = {
  line: 'a text alone is a line: send: { actor: some text }',
  key: keys,
  keys,
  press: keys,
}
const otherForm = (word: string): string | undefined => (Object.hasOwn(otherForms, word) ? otherForms[word] : undefined)

/** `send: { actor: message }`; `times` and `quiet` stand beside the verb or inside the message. */
export const sendVerb: VerbForm = {
  beside: ['times', 'quiet'],
  idles: true,
  example: '- send: { client: Hello }',
  read(c, argument, around) {
    const sends = targeted(c, argument, 'send', '“send: { client: Hello }”').flatMap(
      ({ target, entry }) => sendOf(c, target, entry.value, around) ?? lose(c) ?? [],
    )
    return sends.length === 0 ? undefined : { verb: 'send', sends }
  },
}

function sendOf(c: Checking, target: Target, written: Written, { beside }: Around): Send | undefined {
  const how = new Map(beside)
  for (const entry of written.type === 'map' ? written.entries : []) {
    if (!ofSending.has(entry.key)) continue
    if (how.has(entry.key))
      report(c, 'duplicate-key', `“${entry.key}” stands beside “send” as well`, entry.keySpan, 'keep one of them')
    how.set(entry.key, entry)
  }
  for (const item of written.type === 'list' ? written.items : [])
    for (const { key, keySpan } of item.type === 'map' ? item.entries : [])
      if (ofSending.has(key))
        report(
          c,
          'unknown-key',
          `“${key}” is not known for one message of several`,
          keySpan,
          `put it beside “send” for all of them, or make a step of this message`,
        )
  const times = how.get('times')
  const quiet = how.get('quiet')
  const messages =
    written.type === 'list'
      ? written.items.flatMap((item) => messageOf(c, item) ?? [])
      : [messageOf(c, written)].flatMap((message) => message ?? [])
  if (written.type === 'list' && written.items.length === 0)
    report(c, 'nothing-to-do', 'an empty list sends nothing', written.span, 'write a line to send')
  if (messages.length === 0) return undefined
  return {
    target,
    messages,
    times: (times === undefined ? undefined : wholeNumber(c, times.value, 'times', 1)) ?? 1,
    quiet: (quiet === undefined ? undefined : truthOf(c, quiet.value, 'quiet')) ?? false,
  }
}

function messageOf(c: Checking, written: Written): Message | undefined {
  if (written.type === 'map') return formOf(c, written)
  const text = textOf(c, written, 'send')
  return text === undefined ? lose(c) : { as: 'line', text }
}

function formOf(c: Checking, map: WrittenMap): Message | undefined {
  const entries = map.entries.filter(({ key }) => !ofSending.has(key))
  const [entry, second] = entries
  if (entry === undefined || second !== undefined) {
    const message =
      entry === undefined
        ? 'this message has no text'
        : `a message has one form; this one has “${entry.key}” and “${second!.key}”`
    report(
      c,
      'one-key-map',
      message,
      second?.keySpan ?? map.span,
      `write one of ${forms.map((form) => `{ ${form}: … }`).join(', ')}, or a list of messages`,
    )
    return lose(c)
  }
  const form = forms.find((each) => each === entry.key)
  if (form !== undefined) return messageIn(c, form, entry)
  const hint =
    otherForm(entry.key) ??
    didYouMean(entry.key, forms) ??
    `it is one of ${forms.join(', ')}; if “${entry.key}: ” belongs to the text, quote all of it`
  report(c, 'unknown-key', `“${entry.key}” is no form of a message`, entry.keySpan, hint)
  return lose(c)
}

function messageIn(c: Checking, form: Form, { value }: WrittenEntry): Message | undefined {
  if (form === 'json' && isNothing(value)) {
    report(
      c,
      'missing-text',
      '“json” does not say what is sent',
      value.span,
      'write it behind the colon; null is “null”',
    )
    return lose(c)
  }
  if (form === 'json') return { as: 'json', json: anything(c, value) }
  const text = textOf(c, value, form)
  if (text === undefined) return lose(c)
  if (form === 'file') {
    if (value.type === 'scalar' && !hasHoles(value)) checkThere(c, value)
    return { as: 'file', path: text }
  }
  if (form !== 'text' && value.type === 'scalar' && !hasHoles(value)) {
    const mistake = form === 'bytes' ? mistakeInHex(value.source) : undefined
    if (mistake !== undefined)
      report(
        c,
        'invalid-value',
        `“bytes” are pairs of hex digits, and ${mistake.why}`,
        spanWithin(value, mistake.start, mistake.end),
        'write two digits for each byte: "de ad be ef"',
      )
    if (form === 'base64' && !isBase64(value.source))
      report(
        c,
        'invalid-value',
        '“base64” is no base64 with its padding',
        value.span,
        'its length is a multiple of four, filled up with =',
      )
  }
  return { as: form, text }
}

/** A file may still be made by a program before it is sent: that it is not there yet is worth a warning. */
function checkThere(c: Checking, { source, span }: WrittenScalar): void {
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
