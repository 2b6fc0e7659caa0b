import type { Registry } from '../../model/registry.ts'
import type { Step } from '../../language/scenario.ts'
import type { Wish } from '../../language/expectations/read.ts'
import { allSteps } from '../../language/steps/traits.ts'
import type { Written } from '../../model/written.ts'
import { parseRegex } from '../../text/regex.ts'
import { groupNames } from '../../text/regex-syntax.ts'

/** Every scalar inside a value, in order. */
export function* scalarsIn(written: Written): Generator<Extract<Written, { type: 'scalar' }>> {
  if (written.type === 'scalar') yield written
  else if (written.type === 'list') for (const item of written.items) yield* scalarsIn(item)
  else for (const entry of written.entries) yield* scalarsIn(entry.value)
}

/** The variables that a wish sets once it is met: its `as`, what its matcher captures by itself, named groups of its regexes, `matched` after a choice. */
export function capturesOf(wish: Wish, registry: Registry): string[] {
  const matcher = registry.matchers.get(wish.name)?.value
  const names = [...(matcher?.captures ?? [])]
  if (wish.as !== undefined) names.push(wish.as)
  if (matcher?.on === 'choice') names.push('matched')
  for (const { source } of scalarsIn(wish.argument.written)) {
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
        for (const wish of expect.wishes) for (const name of capturesOf(wish, registry)) into.add(name)
    if (step.verb === 'let') for (const { name } of step.lets) into.add(name)
  }
  return into
}
