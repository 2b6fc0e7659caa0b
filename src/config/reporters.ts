import { report } from '../language/checking.ts'
import type { Checking } from '../language/checking.ts'
import { byType } from '../language/json-schema/by-type.ts'
import { described, keysOf } from '../language/shape.ts'
import type { Shape } from '../language/shape.ts'
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
export const reporter: Shape<ConfiguredReporter> = {
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
