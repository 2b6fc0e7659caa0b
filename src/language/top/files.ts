import type { FileDeclaration } from '../../model/scenario.ts'
import type { YamlEntry, YamlMap, YamlScalar } from '../../model/yaml-node.ts'
import { parseMode } from '../../text/units.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { closed } from '../json-schema/json.ts'
import { described, keysOf, mapOf, schemasOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { text } from '../shapes/scalars.ts'
import { asMap, asText, isNothing, shown, templateOf } from '../values.ts'
import { contentIn, contentSchemas } from './file-content.ts'
import { defineKey } from './key.ts'

/** `755`, `0600`: what chmod takes. */
const mode: Shape<number> = {
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

const fields = { text: described(text, 'what stands in the file'), mode }

/** A folder is private to the user unless it has a mode. */
const folderMode = mapOf({ mode }, { where: '“tmp”', example: '“tmp: { mode: 755 }”' })

/** `{ name: text }` or `{ name: { text:, mode: } }`; a name that ends in `/` is a folder. */
const declarations: Shape<readonly FileDeclaration[]> = {
  schema: (registry) => ({
    type: 'object',
    propertyNames: { title: 'file' },
    patternProperties: {
      '/$': byType({
        expected: 'nothing, or { mode: … }, since a name that ends in / is a folder',
        map: folderMode.schema(registry),
        nothing: true,
      }),
      '[^/]$': byType({
        expected: 'the text of the file, or { text: …, mode: … }',
        scalar: text.schema(registry),
        map: closed(
          { ...schemasOf(fields, registry), ...contentSchemas(registry) },
          { minProperties: 1, not: { required: ['mode'], maxProperties: 1 } },
        ),
      }),
    },
    errorMessage: 'expected { name: text }',
  }),
  read: (c, node, label) =>
    (asMap(c, node, label, '“files: { name: text }”')?.entries ?? []).flatMap((entry) => readFile(c, entry) ?? []),
}

function readFile(c: Checking, { key, keySpan, value }: YamlEntry): FileDeclaration | undefined {
  if (key === '' || /^[/\\]|^[A-Za-z]:/.test(key) || key.split(/[/\\]/).includes('..')) {
    const hint = 'give a name below ${tmp}, such as conf/server.conf'
    report(c, 'invalid-value', `“${key}” would stand outside of the run's own folder`, keySpan, hint)
    return undefined
  }
  const nameScalar: YamlScalar = { type: 'scalar', value: key, source: key, plain: true, span: keySpan }
  const name = templateOf(c, nameScalar)
  const folder = key.endsWith('/')
  if (value.type === 'map') return { name, ...partsOf(c, key, keySpan, value) }
  if (!folder) {
    const read = text.read(c, value, key)
    return read === undefined ? undefined : { name, text: read }
  }
  if (!isNothing(value))
    report(c, 'invalid-value', `“${key}” is a folder, so it has no text`, value.span, 'take the / off its name')
  return { name }
}

function partsOf(
  c: Checking,
  key: string,
  keySpan: YamlEntry['keySpan'],
  whole: YamlMap,
): Omit<FileDeclaration, 'name'> {
  const folder = key.endsWith('/')
  const { content, rest: map } = folder ? { rest: whole } : contentIn(c, whole)
  const keys = keysOf(fields, `the file “${key}”`)
  const found = keys.entries(c, map)
  const { text, mode } = keys.values(c, [found.text, found.mode])
  if (found.text === undefined && content === undefined && !folder)
    report(c, 'missing-key', `“${key}” has no text`, keySpan, 'add “text: …”; a folder’s name ends in /')
  if (folder && found.text !== undefined) {
    const hint = 'take the / off its name'
    report(c, 'invalid-value', `“${key}” is a folder, so it has no text`, found.text.keySpan, hint)
  }
  return {
    ...(text === undefined || folder ? {} : { text }),
    ...(content === undefined ? {} : { content }),
    ...(mode === undefined ? {} : { mode }),
  }
}

export const files = defineKey({
  about: 'files that are written into ${tmp} before the first step; a name that ends in / is a folder',
  examples: ['files: { app.conf: "port = 9000", data/: }'],
  shape: declarations,
  part: (files) => ({ files: files ?? [] }),
})

export const tmp = defineKey({
  about: 'the run’s own folder; private to the user unless it has a mode',
  examples: ['tmp: { mode: 755 }'],
  shape: folderMode,
  part: (given) => ({ tmpMode: given?.mode ?? 0o700 }),
})
