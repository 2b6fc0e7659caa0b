import { nodeAt } from '../../coercion/schema-def.ts'
import type { Failure } from '../../model/result.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import type { RunSetup } from '../context/run-context.ts'

interface Applied {
  readonly declaration: ActorDeclaration
  /** Its place in the options. */
  readonly at: readonly (string | number)[]
  readonly name: string
  count: number
}

/** By their run, and there by the key of their place. */
const applied = new WeakMap<object, Map<string, Applied>>()

/** A rule that has applied less often is not worth a word in a failure. */
const often = 50

/** A rule of this actor has applied once more, on whichever of its connections. */
export function countApplied(
  context: object,
  declaration: ActorDeclaration,
  at: readonly (string | number)[],
  name: string,
): void {
  let known = applied.get(context)
  if (known === undefined) applied.set(context, (known = new Map<string, Applied>()))
  const key = `${declaration.name}\n${at.join('\n')}`
  const rule = known.get(key)
  if (rule === undefined) known.set(key, { declaration, at, name, count: 1 })
  else rule.count += 1
}

/** The rules that have kept a scenario busy to its limit, with how often each has applied; undefined where none has. */
export function loopingRules(context: Pick<RunSetup, 'lineOf'>): Pick<Failure, 'why' | 'hint'> | undefined {
  const rules = [...(applied.get(context)?.values() ?? [])]
  const most = Math.max(often, ...rules.map(({ count }) => count))
  const looping = rules.filter(({ count }) => count >= often && count * 2 >= most)
  if (looping.length === 0) return undefined
  const named = looping.map(({ declaration, at, name, count }) => {
    const line = context.lineOf(nodeAt(declaration.options.node, at).node.span)
    return `${name} of “${declaration.name}” on line ${line} has applied ${count} times`
  })
  return {
    why: `rules go on answering: ${named.join(', ')}`,
    hint: 'let one of them end: write “times: …” in it, or a pattern that fits less',
  }
}
