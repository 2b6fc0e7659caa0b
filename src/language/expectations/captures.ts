import type { Registry } from '../../model/registry.ts'
import type { Expectation } from './read.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { byteGroupNames } from '../../text/byte-pattern.ts'
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
    else if (matcher?.hexadecimal === true) names.push(...byteGroupNames(source))
  }
  return names
}
