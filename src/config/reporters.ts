import { report } from '../language/checking.ts'
import type { Checking } from '../language/checking.ts'
import { byType } from '../language/json-schema/by-type.ts'
import { described, keysOf } from '../language/shape.ts'
import type { Shape } from '../language/shape.ts'
import { oneOrMany } from '../language/shapes/lists.ts'
import { fixedText } from '../language/shapes/scalars.ts'
import type { Span } from '../model/span.ts'
import type { YamlNode } from '../model/yaml-node.ts'

/** A reporter, and the file that it writes; to the terminal without one. */
export interface ConfiguredReporter {
  readonly name: string
  readonly file?: string
  readonly span: Span
}

const options = keysOf(
  { file: described(fixedText, 'the file of the report, from the folder of the configuration') },
  'a reporter',
)
const forms = 'write the name of a reporter, or { junit: { file: report.xml } }'

/** `NAME`, or `{ NAME: { file: … } }`. */
const reporter: Shape<ConfiguredReporter> = {
  schema(registry) {
    const names = [...registry.reporters.values()].map(({ name, value }) => [name, value.about] as const)
    return byType({
      expected: 'the name of a reporter, or { NAME: { file: … } }',
      scalar: fixedText.schema(registry),
      map: {
        type: 'object',
        minProperties: 1,
        maxProperties: 1,
        properties: Object.fromEntries(
          names.map(([name, about]) => [name, { description: about, ...options.schema(registry) }]),
        ),
        additionalProperties: options.schema(registry),
      },
    })
  },
  read: (c, node, label) => (node.type === 'scalar' ? named(c, node, label) : withOptions(c, node)),
}

const oneOrMore = oneOrMany(reporter, 'the name of a reporter, { NAME: { file: … } }, or a list of them', 'either')

/** One or several, each with a file of its own. */
export const reporters: typeof oneOrMore = {
  ...oneOrMore,
  read(c, node, label) {
    const all = oneOrMore.read(c, node, label)
    for (const [index, { name, file, span }] of (all ?? []).entries()) {
      const first = all?.slice(0, index).find((other) => isFile(file) && other.file === file)
      if (first !== undefined)
        report(c, 'invalid-value', `the reporters “${first.name}” and “${name}” write one file`, span, fileOfItsOwn)
    }
    return all
  },
}
/** A device, such as standard error, takes any number of reports. */
const isFile = (file: string | undefined): boolean => file !== undefined && !/^\/(?:dev|proc)\//.test(file)

const fileOfItsOwn = 'give each a file of its own'

function named(c: Checking, node: YamlNode, label: string): ConfiguredReporter | undefined {
  const name = fixedText.read(c, node, label)
  const [, before, file] = /^([^=]*)=([^]*)$/.exec(name ?? '') ?? []
  if (before === undefined) return name === undefined ? undefined : { name, span: node.span }
  const hint = `write { ${before || 'NAME'}: { file: ${file || 'report.xml'} } }`
  report(c, 'invalid-value', `“${name}” names a reporter and a file as a flag does`, node.span, hint)
  return undefined
}

function withOptions(c: Checking, node: YamlNode): ConfiguredReporter | undefined {
  const [entry, ...others] = node.type === 'map' ? node.entries : []
  if (entry === undefined || others.length > 0) {
    const what = node.type === 'list' ? 'a list' : others.length > 0 ? 'several keys' : 'an empty map'
    report(
      c,
      'one-key-map',
      `a reporter is a name, or a map with its name as the one key, not ${what}`,
      node.span,
      forms,
    )
    return undefined
  }
  const { key: name, keySpan: span, value } = entry
  if (value.type === 'scalar' && value.value === null) return { name, span }
  if (value.type !== 'map') {
    report(c, 'wrong-type', `“${name}” takes a map of options`, value.span, `write { ${name}: { file: report.xml } }`)
    return undefined
  }
  const { file } = options.read(c, value)
  return { name, span, ...(file === undefined ? {} : { file }) }
}
