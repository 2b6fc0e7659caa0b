import type { Registry } from '../../model/registry.ts'
import type { Step } from '../../language/scenario.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import { allSteps } from '../../language/steps/traits.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { parseRegex } from '../../text/regex.ts'
import { groupNames } from '../../regex/syntax.ts'

/** Every scalar inside a value, in order. */
export function* scalarsIn(node: YamlNode): Generator<Extract<YamlNode, { type: 'scalar' }>> {
  if (node.type === 'scalar') yield node
  else if (node.type === 'list') for (const item of node.items) yield* scalarsIn(item)
  else for (const entry of node.entries) yield* scalarsIn(entry.value)
}

/** The variables that an expectation sets once it is met: its `as`, what its matcher captures by itself, named groups of its regexes, `matched` after a choice. */
export function capturesOf(expectation: Expectation, registry: Registry): string[] {
  const matcher = registry.matchers.get(expectation.name)?.value
  const names = [...(matcher?.captures ?? [])]
  if (expectation.as !== undefined) names.push(expectation.as)
  if (matcher?.on === 'choice') names.push('matched')
  for (const { source } of scalarsIn(expectation.argument.node)) {
    const regex = parseRegex(source)
    if (regex !== undefined) names.push(...groupNames(regex.source))
  }
  return names
}

/** Every variable that any of the steps sets; `n` of a repeat is not among them. */
export function everythingSet(steps: readonly Step[], registry: Registry): Set<string> {
  const into = new Set<string>()
  for (const step of allSteps(steps)) {
    if (step.verb === 'expect')
      for (const expect of step.expects)
        for (const expectation of expect.expectations)
          for (const name of capturesOf(expectation, registry)) into.add(name)
    if (step.verb === 'let') for (const { name } of step.lets) into.add(name)
  }
  return into
}
