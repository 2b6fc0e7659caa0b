import type { EnvironmentVariable } from '../../model/scenario.ts'
import { report } from '../checking.ts'
import { byName } from '../json-schema/names.ts'
import type { Shape } from '../shape.ts'
import { text } from '../shapes/scalars.ts'
import { asMap } from '../values.ts'
import { defineKey } from './key.ts'

/** `{ NAME: text }`, as the option `env` of a program. */
const variables: Shape<readonly EnvironmentVariable[]> = {
  schema: (registry) => byName('NAME', text.schema(registry), { propertyNames: { title: 'environment variable' } }),
  read: (c, node, label) =>
    (asMap(c, node, label, '“env: { NAME: value }”')?.entries ?? []).flatMap(({ key, keySpan, value }) => {
      if (key === '' || key.includes('=')) {
        const hint = 'write “NAME: value”'
        report(c, 'invalid-value', `“${key}” is not a name of an environment variable`, keySpan, hint)
        return []
      }
      const read = text.read(c, value, key)
      return read === undefined ? [] : [{ name: key, value: read }]
    }),
}

export const env = defineKey({
  about: 'environment variables of all programs; an actor’s own env wins, and --env NAME=value wins over both',
  examples: ['env: { NODE_ENV: test, HOME: "${env.HOME}" }'],
  shape: variables,
  part: (env) => ({ env: env ?? [] }),
})
