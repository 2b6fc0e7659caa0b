import { report } from '../language/checking.ts'
import { byName, namePattern } from '../language/json-schema/names.ts'
import type { Shape } from '../language/shape.ts'
import { text } from '../language/shapes/scalars.ts'
import { asMap } from '../language/values.ts'
import type { Template } from '../model/scenario.ts'
import type { Span } from '../model/span.ts'

/** The text of a variable, in which only `${env.NAME}` may stand, and the place of its name. */
export interface ConfiguredVariable {
  readonly value: Template
  readonly span: Span
}

/** `{ name: text }`. */
const named = (
  what: string,
  isName: (name: string) => boolean,
  howNamed: string,
): Shape<ReadonlyMap<string, ConfiguredVariable>> => ({
  schema: (registry) => byName(what, text.schema(registry), { propertyNames: { title: what } }),
  read(c, node, label) {
    const found = new Map<string, ConfiguredVariable>()
    for (const { key, keySpan, value } of asMap(c, node, label, `“${label}: { name: value }”`)?.entries ?? []) {
      if (!isName(key))
        report(
          c,
          'invalid-value',
          `“${key}” cannot name ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`,
          keySpan,
          howNamed,
        )
      const read = text.read(c, value, key)
      if (read === undefined) continue
      for (const part of read.parts)
        if (typeof part !== 'string' && !part.name.startsWith('env.'))
          report(
            c,
            'unknown-variable',
            `“${part.name}” is not known in a configuration`,
            part.span,
            'only ${env.NAME} can stand here; $${ is a literal ${',
          )
      found.set(key, { value: read, span: keySpan })
    }
    return found
  },
})

/** As `--var name=value` gives them. */
export const variables = named(
  'variable',
  (name) => namePattern.test(name),
  'take letters, digits, _ and -, and begin with a letter',
)

/** As `--env NAME=value` gives them. */
export const environment = named(
  'environment variable',
  (name) => name !== '' && !name.includes('='),
  'write “NAME: value”',
)
