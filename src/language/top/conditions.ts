import type { Condition } from '../../model/scenario.ts'
import type { Placeholder } from '../../model/yaml-node.ts'
import { didYouMean } from '../../text/suggest.ts'
import { add, report } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { isOfMatrix, notInMatrix } from '../matrix.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { fixedText, text } from '../shapes/scalars.ts'
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

interface Filled {
  readonly text: string
  readonly placeholders?: readonly Placeholder[]
}

/** A text in which values of a matrix may stand, the only variables that are known before a scenario begins. */
const ofMatrix: Shape<Filled> = {
  schema: text.schema,
  read(c, node, label) {
    const template = text.read(c, node, label)
    if (template === undefined) return undefined
    const placeholders = template.parts.filter((part) => typeof part !== 'string')
    const other = placeholders.find(({ name }) => !c.host.vars.has(name) || !isOfMatrix(name))
    if (other === undefined)
      return {
        text: template.parts.map((part) => (typeof part === 'string' ? part : c.host.vars.get(part.name))).join(''),
        ...(placeholders.length === 0 ? {} : { placeholders }),
      }
    const { name, span } = other
    if (isOfMatrix(name)) add(c, [notInMatrix(other, c.host.vars.keys())])
    else report(c, 'invalid-value', `“${label}” can hold values of a matrix only`, span, 'write the value itself')
    return undefined
  },
}

const fixed = (shape: Shape<string>): Shape<Filled> => ({
  schema: shape.schema,
  read(c, node, label) {
    const text = shape.read(c, node, label)
    return text === undefined ? undefined : { text }
  },
})

/** What can be asked of the place where a scenario runs. */
const conditions = {
  os: fixed(system),
  command: described(ofMatrix, 'this command can be found', { examples: ['redis-server'] }),
  env: described(ofMatrix, 'this environment variable is set', { examples: ['CI'] }),
} satisfies Readonly<Record<Condition['kind'], Shape<Filled>>>

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
          const read = conditions[kind].read(c, value, key)
          if (read === undefined) return []
          const { text, ...more } = read
          return [{ kind, value: text, span: value.span, ...more }]
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
