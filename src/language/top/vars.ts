import type { Template, Variable } from '../../model/scenario.ts'
import type { YamlEntry } from '../../model/yaml-node.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { byName } from '../json-schema/names.ts'
import { wordsIn } from '../gaps.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { text, truth } from '../shapes/scalars.ts'
import { asMap, checkName } from '../values.ts'
import { defineKey } from './key.ts'

const fields = { value: described(text, 'what it stands for'), secret: described(truth, 'its value is never shown') }

/** `{ name: text }`, or `{ name: { value:, secret: true } }`; a value of `--var` wins. */
const variables: Shape<ReadonlyMap<string, Variable>> = {
  schema: (registry) =>
    byName(
      'variable',
      byType({
        expected: 'a text, or { value: …, secret: true }',
        scalar: text.schema(registry),
        map: keysOf(fields, '').schema(registry),
      }),
    ),
  read(c, node, label) {
    const vars = new Map<string, Variable>()
    const map = asMap(c, node, label, '“vars: { name: value }”')
    if (map === undefined) wordsIn(node, c.words)
    for (const entry of map?.entries ?? []) {
      if (checkName(c, entry.key, entry.keySpan, 'variable')) vars.set(entry.key, readVariable(c, entry))
      else c.unreadable.add(entry.key)
    }
    reportCycles(c, vars)
    return vars
  },
}

export const vars = defineKey({
  about: 'variables, used as ${name}; --var name=value wins',
  examples: ['vars: { user: anna, token: { value: s3cret, secret: true } }'],
  shape: variables,
  /** In order of declaration; a value may use variables declared before it. */
  part: (vars): { readonly vars: ReadonlyMap<string, Variable> } => ({ vars: vars ?? new Map() }),
})

/** One whose value cannot be read is a variable all the same, lest every use of it be a mistake. */
function readVariable(c: Checking, { key, keySpan, value }: YamlEntry): Variable {
  let read: Template | undefined
  let secret = false
  const given = c.host.vars.get(key)
  if (value.type === 'map') {
    const parts = keysOf(fields, `the variable “${key}”`).entries(c, value)
    if (parts.secret !== undefined) secret = truth.read(c, parts.secret.value, 'secret') ?? false
    if (parts.value !== undefined) read = text.read(c, parts.value.value, key)
    else if (given === undefined)
      report(c, 'missing-key', `“${key}” has no value`, keySpan, `add “value: …”, or give it by --var ${key}=…`)
  } else read = text.read(c, value, key)
  if (given !== undefined) read = { parts: given === '' ? [] : [given], span: value.span }
  return { name: key, value: read ?? { parts: [], span: value.span }, secret, span: keySpan }
}

/** A variable that is made of itself, by whatever way. */
function reportCycles(c: Checking, vars: ReadonlyMap<string, Variable>): void {
  const done = new Set<string>()
  const visit = (name: string, way: readonly string[]): void => {
    const variable = vars.get(name)
    if (variable === undefined || done.has(name)) return
    const from = way.indexOf(name)
    if (from !== -1) {
      const circle = [...way.slice(from), name].join(' → ')
      report(
        c,
        'cyclic-variable',
        `“${name}” is made of itself: ${circle}`,
        variable.value.span,
        'give one of them a value of its own',
      )
      for (const member of way.slice(from)) done.add(member)
      return
    }
    for (const part of variable.value.parts) if (typeof part !== 'string') visit(part.name, [...way, name])
    done.add(name)
  }
  for (const name of vars.keys()) visit(name, [])
}
