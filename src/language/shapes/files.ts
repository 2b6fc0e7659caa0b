import type { FileDeclaration, Template, WrittenContent } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { YamlEntry, YamlMap, YamlScalar } from '../../model/yaml-node.ts'
import { hasPlaceholders } from '../../coercion/fits.ts'
import { forms } from '../../text/message-forms.ts'
import { parseMode } from '../../text/units.ts'
import { markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { closed, listed } from '../json-schema/json.ts'
import type { JsonSchema } from '../json-schema/json.ts'
import { described, keysOf, schemasOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { asMap, asText, isNothing, shown, templateOf } from '../values.ts'
import { contentIn, contentSchemas } from './file-content.ts'
import { checkForm, reportMissing } from './messages.ts'
import { text } from './scalars.ts'

/** `755`, `0600`: what chmod takes. */
export const mode: Shape<number> = {
  schema: () => ({
    type: ['string', 'integer'],
    pattern: '^(?:0o?)?[0-7]{3,4}$',
    minimum: 0,
    description: 'what chmod takes: 644 or 755',
    errorMessage: 'expected what chmod takes, such as 755',
    examples: [755],
  }),
  read(c, node, label) {
    const scalar = asText(c, node, label)
    const read = scalar === undefined ? undefined : parseMode(scalar.source)
    if (scalar !== undefined && read === undefined) {
      const message = `“${label}” is ${shown(node)}, which is not a file mode`
      report(c, 'invalid-value', message, node.span, 'write it in octal, as for chmod: 644 or 755')
    }
    return read
  },
}

/** A text in which something is wrong whatever variables stand elsewhere. */
const checked = (mistakes: (c: Checking, scalar: YamlScalar) => void): Shape<Template> => ({
  schema: text.schema,
  read(c, node, label) {
    const read = text.read(c, node, label)
    if (read !== undefined && node.type === 'scalar' && !hasPlaceholders(node)) mistakes(c, node)
    return read
  },
})

/** What is not there before the first step is a mistake; a later step may copy what a program has made. */
function checkSource(c: Checking, { source, span }: YamlScalar): void {
  const hint = 'its path is relative to the scenario'
  const message = `the file “${source}”, which is copied here, is not there`
  const inStep = c.state.reading.verbSpan !== undefined
  reportMissing(c, source, span, { message, hint, ...(inStep ? { severity: 'warning' } : {}) })
}

/** What may stand in a file; one of them for each. */
const contents = {
  text: described(text, 'what stands in the file'),
  base64: described(
    checked((c, scalar) => checkForm(c, 'base64', scalar)),
    forms.base64.about,
    {
      examples: [...forms.base64.examples],
    },
  ),
  from: described(checked(checkSource), 'a file whose bytes are copied; from the scenario’s folder', {
    examples: ['data/logo.png'],
  }),
} satisfies Readonly<Record<Exclude<WrittenContent['as'], 'own'>, Shape<Template>>>

const contentNames = Object.keys(contents) as (keyof typeof contents)[]
const fields = { ...contents, mode }

const oneOfThem = ({ registry }: Checking): string => {
  const all = [...contentNames, ...registry.contents.keys()].map((name) => `“${name}: …”`)
  return `write one of ${listed(all, 'or')}`
}

/** Besides its mode a file has one key. */
const oneContent: JsonSchema = {
  minProperties: 1,
  not: { required: ['mode'], maxProperties: 1 },
  allOf: [
    { not: { minProperties: 2, not: { required: ['mode'] } }, errorMessage: 'a file has one content' },
    { not: { minProperties: 3 }, errorMessage: 'a file has one content' },
  ],
}

interface Allowed {
  readonly folders: boolean
}

/** `{ name: text }` or `{ name: { text:, mode: } }`; a name that ends in `/` is a folder. */
export const writtenFiles = ({ folders }: Allowed): Shape<readonly FileDeclaration[]> => ({
  schema: (registry) => ({
    type: 'object',
    propertyNames: {
      title: 'file',
      ...(folders
        ? {}
        : { pattern: '[^/]$', errorMessage: 'expected the name of a file; a name that ends in / is a folder' }),
    },
    patternProperties: {
      '/$': byType({
        expected: 'nothing, or { mode: … }, since a name that ends in / is a folder',
        map: keysOf({ mode }, '').schema(registry),
        nothing: true,
      }),
      '[^/]$': byType({
        expected: 'the text of the file, or { text: …, mode: … }',
        scalar: text.schema(registry),
        map: closed({ ...schemasOf(fields, registry), ...contentSchemas(registry) }, oneContent),
      }),
    },
    errorMessage: 'expected { name: text }',
  }),
  read: (c, node, label) =>
    asMap(c, node, label, `“${label}: { name: text }”`)?.entries.flatMap(
      (entry) => readFile(c, entry, label, folders) ?? markGap(c) ?? [],
    ),
})

/** A name below the run's own folder; variables are filled in when it is used. */
export function readName(c: Checking, scalar: YamlScalar): Template | undefined {
  const { source, span } = scalar
  if (source !== '' && !/^[/\\]|^[A-Za-z]:/.test(source) && !source.split(/[/\\]/).includes('..'))
    return templateOf(c, scalar)
  const hint = 'give a name below ${tmp}, such as conf/server.conf'
  report(c, 'invalid-value', `“${source}” would stand outside of the run's own folder`, span, hint)
  return undefined
}

function readFile(c: Checking, entry: YamlEntry, label: string, folders: boolean): FileDeclaration | undefined {
  const { key, keySpan, value } = entry
  const name = readName(c, { type: 'scalar', value: key, source: key, plain: true, span: keySpan })
  if (name === undefined) return undefined
  const folder = key.endsWith('/')
  if (folder && !folders) {
    report(c, 'invalid-value', `“${key}” is a folder, and “${label}” is for files`, keySpan, 'take the / off its name')
    return undefined
  }
  if (value.type === 'map') return { name, ...partsOf(c, key, keySpan, value) }
  if (!folder) {
    const read = text.read(c, value, key)
    return read === undefined ? undefined : { name, content: { as: 'text', text: read } }
  }
  if (!isNothing(value))
    report(c, 'invalid-value', `“${key}” is a folder, so it has no text`, value.span, 'take the / off its name')
  return { name }
}

function partsOf(c: Checking, key: string, keySpan: Span, map: YamlMap): Omit<FileDeclaration, 'name'> {
  const folder = key.endsWith('/')
  const isOwn = (entry: YamlEntry) => !folder && c.registry.contents.has(entry.key)
  const [own] = map.entries.filter(isOwn)
  const keys = keysOf(fields, `the file “${key}”`)
  const found = keys.entries(c, { ...map, entries: map.entries.filter((entry) => !isOwn(entry)) })
  const written = contentNames.flatMap((as) => found[as] ?? [])
  const values = keys.values(c, [...written, found.mode])
  const mode = values.mode === undefined ? {} : { mode: values.mode }
  const [first, second] = own === undefined ? written : [own, ...written]
  if (folder) {
    const hint = 'take the / off its name'
    if (first !== undefined)
      report(c, 'invalid-value', `“${key}” is a folder, so it has no ${first.key}`, first.keySpan, hint)
    return mode
  }
  if (first === undefined && map.entries.every((entry) => Object.hasOwn(fields, entry.key)))
    report(c, 'missing-key', `“${key}” has no text`, keySpan, `${oneOfThem(c)}; a folder’s name ends in /`)
  if (second !== undefined)
    report(c, 'one-key-map', `“${key}” has “${first!.key}” and “${second.key}”`, second.keySpan, oneOfThem(c))
  if (own !== undefined) return { content: { as: 'own', form: contentIn(c, own) }, ...mode }
  const as = first?.key as keyof typeof contents | undefined
  const content = as === undefined ? undefined : values[as]
  return as === undefined || content === undefined ? mode : { content: { as, text: content }, ...mode }
}
