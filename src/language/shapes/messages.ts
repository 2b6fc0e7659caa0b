import type { MessageForm } from '../../model/plugin.ts'
import type { Registry } from '../../model/registry.ts'
import type { Message, Target } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { YamlEntry, YamlNode, YamlMap, YamlScalar } from '../../model/yaml-node.ts'
import { argumentOf } from '../../coercion/argument.ts'
import { spanWithin } from '../../coercion/placeholders.ts'
import { hasPlaceholders } from '../../coercion/fits.ts'
import { joinPath } from '../join-path.ts'
import { didYouMean } from '../../text/suggest.ts'
import { formNames, forms, type Form, type FormName } from '../../text/message-forms.ts'
import { cannotTake } from '../../registry/traits.ts'
import { add, kindOf, markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { use } from '../json-schema/json.ts'
import type { JsonSchema } from '../json-schema/json.ts'
import { placeholderPattern } from '../json-schema/plain.ts'
import { described, schemasOf } from '../shape.ts'
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

/** A message of one form, from its text; one without placeholders is looked at. */
const ofText = (as: 'text' | 'bytes' | 'base64'): Shape<Message> => ({
  schema: text.schema,
  read(c, node, label) {
    const read = text.read(c, node, label)
    if (read === undefined) return markGap(c)
    if (node.type === 'scalar' && !hasPlaceholders(node)) checkForm(c, as, node)
    return { as, text: read }
  },
})

/** Reports what is wrong with a text in a form. */
export function checkForm(c: Checking, as: FormName, scalar: YamlScalar): void {
  const form: Form = forms[as]
  const mistake = form.mistake?.(scalar.source)
  if (mistake === undefined) return
  const { why, hint, start, end } = mistake
  const span = start === undefined || end === undefined ? scalar.span : spanWithin(scalar, start, end)
  report(c, 'invalid-value', why, span, hint)
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
export function checkThere(c: Checking, { source, span }: { readonly source: string; readonly span: Span }): void {
  const hint = 'its path is relative to the scenario; a file under “files” is ${tmp}/its-name'
  reportMissing(c, source, span, {
    severity: 'warning',
    message: `the file “${source}”, which is sent here, is not there`,
    hint,
  })
}

/** What an actor reads is part of the scenario: what a program makes for it belongs into ${tmp}. */
export function checkInput(c: Checking, { source, span }: { readonly source: string; readonly span: Span }): void {
  const hint = 'its path is relative to the scenario; a file under “files” is ${tmp}/its-name'
  reportMissing(c, source, span, { message: `the file “${source}”, which is read here, is not there`, hint })
}

/** Reports a file that is not there; its path is relative to the file in which it is written. */
export function reportMissing(
  c: Checking,
  path: string,
  span: Span,
  { message, hint, severity }: { message: string; hint: string; severity?: 'warning' },
): void {
  const found = c.host.readFile(joinPath(c.document.source.file, path))
  if (found instanceof Uint8Array || found.code !== 'file-not-found') return
  add(c, [{ code: 'file-not-found', message, span, hint, ...(severity === undefined ? {} : { severity }) }])
}

const hexOrPlaceholder = String.raw`^\s*(?:[0-9a-fA-F]{2}\s*)*$|${placeholderPattern}`

const form = (name: FormName, shape: Shape<Message>, more: JsonSchema = {}): Shape<Message> =>
  described(shape, forms[name].about, { examples: [...forms[name].examples], ...more })

/** What a message is that is no plain line. */
export const messageForms = {
  text: form('text', ofText('text')),
  bytes: form('bytes', ofText('bytes'), {
    pattern: hexOrPlaceholder,
    errorMessage: 'expected bytes in hexadecimal such as de ad be ef',
  }),
  base64: form('base64', ofText('base64')),
  json: form('json', json),
  file: form('file', file),
} satisfies Readonly<Record<FormName, Shape<Message>>>

/** Forms that other tools have, and what means the same here. */
const otherForms = new Map([['line', 'a text alone is a line: send: { actor: some text }']])

/** The name of the definition of a form that kinds bring, for editors. */
export const ownFormDefinition = (name: string): string => `message ${name}`

/** The schemas of all forms: those of the language and those that kinds bring. */
export const messageSchemas = (registry: Registry): Record<string, JsonSchema> => ({
  ...schemasOf(messageForms, registry),
  ...Object.fromEntries(ownForms(registry).map(({ name }) => [name, use(ownFormDefinition(name))])),
})

/** Forms of messages that kinds bring. */
export const ownForms = ({ kinds }: Registry): { kind: string; name: string; form: MessageForm }[] =>
  [...kinds.values()].flatMap(({ name: kind, value }) =>
    Object.entries(value.messages ?? {}).map(([name, form]) => ({ kind, name, form })),
  )

/** A message as it stands in a map, under one key; `beside` are keys that do not belong to it. */
function messageIn(c: Checking, map: YamlMap, { actor }: Target, beside: ReadonlySet<string>): Message | undefined {
  const own = kindOf(c, actor)?.messages ?? {}
  const names = [...formNames, ...Object.keys(own)]
  const [entry, second] = map.entries.filter(({ key }) => !beside.has(key))
  if (entry === undefined || second !== undefined) {
    const message =
      entry === undefined
        ? 'this message has no text'
        : `a message has one form; this one has “${entry.key}” and “${second!.key}”`
    const hint = `write one of ${names.map((form) => `{ ${form}: … }`).join(', ')}, or a list of messages`
    report(c, 'one-key-map', message, second?.keySpan ?? map.span, hint)
    return markGap(c)
  }
  if (Object.hasOwn(own, entry.key)) return ownMessage(c, entry, own[entry.key]!, actor)
  const form = formNames.find((each) => each === entry.key)
  if (form !== undefined) return messageForms[form].read(c, entry.value, form)
  if (!c.unreadable.has(actor)) noSuchForm(c, entry, actor, names)
  return markGap(c)
}

/** A form of the actor's kind; an actor whose options rule it out cannot be sent it. */
function ownMessage(c: Checking, entry: YamlEntry, form: MessageForm, actor: string): Message | undefined {
  const declared = c.actors.get(actor)
  const impossible = declared && cannotTake(form, declared.options.node)
  if (impossible !== undefined) {
    report(c, 'wrong-verb', `“${entry.key}” ${impossible.why}, and “${actor}” has none`, entry.keySpan, impossible.hint)
    return markGap(c)
  }
  const { argument, problems } = argumentOf(entry.value, form.wanted)
  add(c, problems)
  return { as: 'own', form: { name: entry.key, argument, span: entry.keySpan } }
}

function noSuchForm(c: Checking, { key, keySpan }: YamlEntry, actor: string, names: readonly string[]): void {
  const kinds = ownForms(c.registry).flatMap(({ kind, name }) => (name === key ? [kind] : []))
  if (kinds.length > 0) {
    const message = `“${actor}” is a ${c.actors.get(actor)?.kind}, which cannot be sent a “${key}”`
    report(
      c,
      'wrong-verb',
      message,
      keySpan,
      `“${key}” is a message to ${kinds.join(' and ')}; write { bytes: … } or { text: … }`,
    )
    return
  }
  const hint =
    otherForms.get(key) ??
    didYouMean(key, names, undefined, c.registry.words) ??
    `it is one of ${names.join(', ')}; if “${key}: ” belongs to the text, quote all of it`
  report(c, 'unknown-key', `“${key}” is not a form of a message`, keySpan, hint)
}

/** One message, as a line or in another form. */
export const messageOf = (c: Checking, node: YamlNode, label: string, target: Target, beside: ReadonlySet<string>) =>
  node.type === 'map' ? messageIn(c, node, target, beside) : line.read(c, node, label)
