import type { Problem } from '../../model/problem.ts'
import type { Argument, YamlNode } from '../../model/yaml-node.ts'
import { argumentOf, keysOf, takesAnything } from '../../coercion/argument.ts'
import type { Checking } from '../checking.ts'
import { besideExpect, stepModifiers } from '../steps/modifiers.ts'
import { expectationModifiers, modifierNames } from './modifiers.ts'
import type { ExpectationModifier } from './modifiers.ts'
import { hintForKey } from './other-forms.ts'

/** What a matcher wants, checked; words that stand beside matchers, or beside the step, are known as such inside of it. */
export function wantedOf(
  c: Checking,
  name: string,
  node: YamlNode,
): { readonly argument: Argument; readonly problems: readonly Problem[] } {
  const { wanted } = c.registry.matchers.get(name)!.value
  const read = argumentOf(node, wanted)
  if (read.problems.length === 0 || node.type !== 'map') return read
  const { words } = c.registry
  const hints = Object.fromEntries(
    node.entries.flatMap(({ key }) => {
      const hint = hintInside(c, name, key)
      return hint === undefined ? [] : [[key, hint]]
    }),
  )
  if (keysOf(wanted) !== undefined || takesAnything(wanted))
    return argumentOf(node, wanted, undefined, { known: [], hints, words })
  // It takes no map at all: `text: { hello, next: true }`.
  const inside = node.entries.find(({ key }) => Object.hasOwn(hints, key))
  if (inside === undefined || c.registry.matchers.get(name)!.value.nests !== undefined) return read
  const message = `“${inside.key}” stands inside of what “${name}” takes`
  return { ...read, problems: [{ code: 'unknown-key', message, span: inside.keySpan, hint: hints[inside.key]! }] }
}

/** Where a word stands that is no part of what a matcher takes. */
function hintInside(c: Checking, matcher: string, key: string): string | undefined {
  const ofStep = besideExpect.find((name) => name === key)
  if (ofStep !== undefined) return `write “${stepModifiers[ofStep].example}” beside “expect”`
  const modifier = modifierNames.find((name) => name === key)
  if (modifier === undefined) return hintForKey(key)
  const { on } = c.registry.matchers.get(matcher)!.value
  const { idle }: Pick<ExpectationModifier<unknown>, 'idle'> = expectationModifiers[modifier]
  const why = on === undefined ? undefined : idle?.[on]
  return why === undefined
    ? `put it beside “${matcher}”: { ${matcher}: …, ${key}: … }`
    : `leave it out: beside “${matcher}” it changes nothing, since ${why}`
}
