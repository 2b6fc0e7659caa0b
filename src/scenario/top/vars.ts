import type { Template, Variable } from '../../model/scenario.ts'
import type { Written, WrittenEntry } from '../../model/written.ts'
import { report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { wordsIn } from '../losses.ts'
import { asMap, checkName, keyed, textOf, truthOf } from '../values.ts'

/** `vars`: name: text, or `{ value:, secret: true }`; a value of `--var` wins. */
export function readVars(c: Checking, written: Written | undefined): Map<string, Variable> {
  const vars = new Map<string, Variable>()
  const map = written === undefined ? undefined : asMap(c, written, 'vars', '“vars: { name: value }”')
  if (written !== undefined && map === undefined) wordsIn(written, c.words)
  for (const entry of map?.entries ?? []) {
    if (checkName(c, entry.key, entry.keySpan, 'variable')) vars.set(entry.key, readVariable(c, entry))
    else c.unreadable.add(entry.key)
  }
  refuseCycles(c, vars)
  return vars
}

/** One whose value cannot be read is a variable all the same, lest every use of it be a mistake. */
function readVariable(c: Checking, { key, keySpan, value }: WrittenEntry): Variable {
  let text: Template | undefined
  let secret = false
  const given = c.host.vars.get(key)
  if (value.type === 'map') {
    const parts = keyed(c, value, ['value', 'secret'], `the variable “${key}”`)
    if (parts.secret !== undefined) secret = truthOf(c, parts.secret.value, 'secret') ?? false
    if (parts.value !== undefined) text = textOf(c, parts.value.value, key)
    else if (given === undefined)
      report(c, 'missing-key', `“${key}” has no value`, keySpan, `add “value: …”, or give it by --var ${key}=…`)
  } else text = textOf(c, value, key)
  if (given !== undefined) text = { parts: given === '' ? [] : [given], span: value.span }
  return { name: key, value: text ?? { parts: [], span: value.span }, secret, span: keySpan }
}

/** A variable that is made of itself, by whatever way. */
function refuseCycles(c: Checking, vars: ReadonlyMap<string, Variable>): void {
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
