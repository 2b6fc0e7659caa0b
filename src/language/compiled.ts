import type { Compiled } from '../model/matcher.ts'
import type { Registry } from '../model/registry.ts'
import type { Argument } from '../model/yaml-node.ts'
import { nestedContext } from '../registry/nested.ts'

/** What a matcher makes of what was wanted; undefined where that holds variables, or where the matcher throws. */
export function compiledOf(registry: Registry, name: string, argument: Argument): Compiled | undefined {
  if (argument.value === undefined) return undefined
  // A matcher of a plugin that throws is reported where it is really used; here it only gives no answer.
  try {
    return registry.matchers.get(name)?.value.compile(argument.value.parsed, nestedContext(registry))
  } catch {
    return undefined
  }
}
