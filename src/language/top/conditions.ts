import type { Condition } from '../../model/scenario.ts'
import { didYouMean } from '../../text/suggest.ts'
import { report } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { fixedText } from '../shapes/scalars.ts'
import { asMap, itemsOf } from '../values.ts'
import { defineKey } from './key.ts'

/** Systems by Node's names and by the usual ones. */
const systems: readonly string[] = [
  'linux',
  'darwin',
  'macos',
  'win32',
  'windows',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'aix',
  'android',
]

const system: Shape<string> = {
  schema: () => ({ enum: systems, description: 'the system is this one' }),
  read(c, node, label) {
    const text = fixedText.read(c, node, label)
    if (text === undefined || systems.includes(text)) return text
    const message = `“${label}” is “${text}”, which is not a known system`
    report(c, 'invalid-value', message, node.span, didYouMean(text, systems, 'it is one of'))
    return undefined
  },
}

/** What can be asked of the place where a scenario runs. */
const conditions = {
  os: system,
  command: described(fixedText, 'this command can be found', { examples: ['redis-server'] }),
  env: described(fixedText, 'this environment variable is set', { examples: ['CI'] }),
} satisfies Readonly<Record<Condition['kind'], Shape<string>>>

/** One condition, or a list of them. */
const someConditions = (label: string): Shape<readonly Condition[]> => {
  const keys = keysOf(conditions, `“${label}”`)
  return {
    schema(registry) {
      const condition = keys.schema(registry, { errorMessage: 'expected a condition: os, command or env' })
      return byType({
        expected: 'a condition such as { os: linux }, or a list',
        map: condition,
        list: { type: 'array', items: condition },
      })
    },
    read: (c, node) =>
      itemsOf(node).flatMap((item) => {
        const map = asMap(c, item, label, `“${label}: { os: linux }”`)
        if (map?.entries.length === 0)
          report(c, 'nothing-to-do', `“${label}” has no condition`, item.span, `write “${label}: { os: linux }”`)
        return Object.values(map === undefined ? {} : keys.entries(c, map)).flatMap(({ key, value }) => {
          const kind = key as Condition['kind']
          const text = conditions[kind].read(c, value, key)
          return text === undefined ? [] : [{ kind, value: text, span: value.span }]
        })
      }),
  }
}

export const only = defineKey({
  about: 'runs only where this holds, and is skipped elsewhere',
  examples: ['only: { os: linux, command: redis-server }'],
  shape: someConditions('only'),
  part: (only) => ({ only: only ?? [] }),
})

export const skip = defineKey({
  about: 'is skipped where this holds',
  examples: ['skip: { env: CI }'],
  shape: someConditions('skip'),
  part: (skip) => ({ skip: skip ?? [] }),
})
