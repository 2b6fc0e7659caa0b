import type { Compiled } from '../model/matcher.ts'
import type { CompileContext } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import type { Argument } from '../model/written.ts'
import { parseRegex } from '../text/regex.ts'

/** What a matcher makes of what was wanted; undefined where that holds variables, or where the matcher throws. */
export function compiledOf(registry: Registry, name: string, argument: Argument): Compiled | undefined {
  return argument.value === undefined ? undefined : compile(registry, name, argument.value.parsed)
}

function compile(registry: Registry, name: string, wanted: unknown): Compiled | undefined {
  const matcher = registry.matchers.get(name)?.value
  // A matcher of someone else's that throws is found where it is really used; here it only means: nothing to say.
  try {
    return matcher?.compile(wanted, context(registry))
  } catch {
    return undefined
  }
}

function context(registry: Registry): CompileContext {
  return {
    wish(wanted) {
      const [name, argument] =
        typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted)
          ? (Object.entries(wanted)[0] ?? ['text', ''])
          : [parseRegex(String(wanted)) === undefined ? 'text' : 'regex', String(wanted)]
      const compiled = compile(registry, name, argument)
      if (compiled === undefined) throw new TypeError(`no matcher ${name}`)
      return compiled
    },
  }
}
