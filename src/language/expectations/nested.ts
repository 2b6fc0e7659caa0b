import type { YamlNode, YamlMap } from '../../model/yaml-node.ts'
import { argumentOf } from '../../coercion/argument.ts'
import { add, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { checkEvents } from './events.ts'
import { modifierNames } from './modifiers.ts'
import { besideExpect } from '../steps/modifiers.ts'
import { meansOf } from './usable.ts'

const besideOnly: readonly string[] = [...modifierNames, ...besideExpect]
/** What a choice cannot wait for: all that is more than one line, one event or some bytes. */
const tooMuch: Readonly<Record<string, string>> = {
  sequence: 'write the first of its lines, and the others in a step of their own',
  set: 'write one of its lines',
  silence: 'expect silence in a step of its own',
  choice: 'write its expectations into this list',
}

/** The maps in the list of a matcher that nests: each has one matcher, and modifiers stand beside the whole. */
export function checkNested(
  c: Checking,
  container: string,
  node: YamlNode,
  actor: string,
  expectationIn: (map: YamlMap) => { readonly name: string; readonly whole: YamlNode } | undefined,
): void {
  const onlyLines = c.registry.matchers.get(container)?.value.nests === 'lines'
  for (const item of node.type === 'list' ? node.items : []) {
    if (item.type !== 'map') continue
    for (const { key, keySpan } of item.entries)
      if (besideOnly.includes(key))
        report(
          c,
          'unknown-key',
          `“${key}” belongs to the whole expectation, not to one of several`,
          keySpan,
          `put it beside “${container}”`,
        )
    const entries = item.entries.filter(({ key }) => !besideOnly.includes(key))
    const expectation = expectationIn({ ...item, entries })
    if (expectation === undefined) continue
    const { argument, problems } = argumentOf(
      expectation.whole,
      c.registry.matchers.get(expectation.name)!.value.wanted,
    )
    add(c, problems)
    checkEvents(c, expectation.whole, c.registry.matchers.get(expectation.name)!.value.wanted, actor)
    const on = meansOf(c, expectation.name, argument)
    if (onlyLines && on !== undefined && on !== 'line') {
      const message = `“${expectation.name}” is not one line, and “${container}” takes lines`
      report(c, 'invalid-value', message, item.span, 'expect it in a step of its own')
      continue
    }
    const hint = tooMuch[on ?? '']
    if (hint !== undefined)
      report(c, 'invalid-value', `“${expectation.name}” cannot be one of several expectations`, item.span, hint)
  }
}
