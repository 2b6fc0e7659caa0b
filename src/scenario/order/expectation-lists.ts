import type { Expect, Expectation } from '../../language/expectations/read.ts'
import type { Expecting } from '../../language/verbs/expect.ts'
import { isStrict } from '../../language/actors/strict.ts'
import { compiledOf } from '../../language/compiled.ts'
import type { Registry } from '../../model/registry.ts'
import { isOfListener } from './listener-events.ts'
import type { WalkState } from './walk-state.ts'

/** What one expectation of a step asks of the others: reported where nothing answers it. */
export function checkLists(walk: WalkState, { expects, until, order = [] }: Expecting): void {
  const { registry } = walk
  for (const expectation of order.flat()) checkArrives(walk, expectation)
  const idle =
    until === 'idle' || expects.some(({ expectations }) => expectations.some((each) => waitsForIdle(registry, each)))
  const met = expects.filter(({ expectations }) => expectations.some((each) => !onlyWatches(registry, each)))
  for (const expect of expects) {
    if (!idle)
      checkEnds(
        walk,
        expect,
        met.some((other) => other !== expect),
      )
    if (!idle) checkFurther(walk, expect)
    checkOptional(walk, expect, idle)
  }
}

const onOf = ({ matchers }: Registry, { name }: Expectation) => matchers.get(name)?.value.on

/** What must not come, for as long as the step lasts. */
function onlyWatches(registry: Registry, expectation: Expectation): boolean {
  if (onOf(registry, expectation) !== 'absence') return false
  const { name, argument } = expectation
  const compiled = compiledOf(registry, name, argument)
  if (compiled === undefined) return argument.node.type !== 'map' || argument.node.entries.length === 1
  return compiled.on === 'absence' && compiled.milliseconds === undefined
}

/** It can be judged only when all is idle. */
function waitsForIdle(registry: Registry, expectation: Expectation): boolean {
  if (expectation.times !== undefined) return true
  const compiled =
    onOf(registry, expectation) === 'sequence' && compiledOf(registry, expectation.name, expectation.argument)
  return typeof compiled === 'object' && compiled.on === 'sequence' && compiled.exact === true
}

/** What only watches needs an expectation that ends it. */
function checkEnds({ collector, registry }: WalkState, { expectations }: Expect, others: boolean): void {
  if (others) return
  const last = expectations.findLastIndex((each) => !onlyWatches(registry, each))
  const watching = expectations.slice(last + 1)[0]
  if (watching === undefined) return
  collector.report({
    code: 'invalid-value',
    message: `nothing ends “${watching.name}”: no other expectation of this step is met behind it`,
    span: watching.span,
    hint: `write “until: idle” beside “expect”, a time beside it ({ ${watching.name}: …, for: 200ms }), or an expectation behind it`,
  })
}

/** What is met by nothing that comes has no place in an order. */
function checkArrives({ collector, registry }: WalkState, expectation: Expectation): void {
  const on = onOf(registry, expectation)
  if (on !== 'silence' && on !== 'absence') return
  collector.report({
    code: 'invalid-value',
    message: `“${expectation.name}” has no place in an order: it is met by what does not come`,
    span: expectation.span,
    hint: 'put it into an “expect” of its own',
  })
}

/** What need not come is waited for until the next expectation of its lane is met, which must stand on the same stream. */
function checkOptional(walk: WalkState, expect: Expect, idle: boolean): void {
  const { collector, registry } = walk
  for (const [index, expectation] of expect.expectations.entries()) {
    if (expectation.optional !== true) continue
    const ends = expect.expectations
      .slice(index + 1)
      .filter((each) => each.optional !== true && !onlyWatches(registry, each))
    const next = ends.find(onLaneOf(walk, expect, expectation))
    const { span } = expectation
    if (next === undefined && !idle)
      collector.report({
        code: 'invalid-value',
        message:
          ends.length === 0
            ? 'nothing says until when this may come: no expectation that must be met follows it'
            : `nothing says until when this may come: “${expect.target.actor}” itself and its connections have lanes of their own, and what follows is on the other one`,
        span,
        hint: `put one${ends.length === 0 ? '' : ' of the same sort'} behind it in the list, or write “until: idle” beside “expect”`,
      })
    const ordered = next !== undefined && onOf(registry, next) === 'event'
    if (next !== undefined && !ordered && (next.stream ?? 'stdout') !== (expectation.stream ?? 'stdout'))
      collector.report({
        code: 'invalid-value',
        message: 'streams are never ordered against each other, and the next expectation looks at another one',
        span,
        hint: 'put an expectation of the same stream behind it, or an event such as { exit: 0 }',
      })
  }
}

/** Events of a listening socket are looked for on the server's own lane, the rest of a list on that of its connection. */
function onLaneOf(walk: WalkState, { target: { actor } }: Expect, expectation: Expectation) {
  if (walk.actors.get(actor)?.kind?.ownOutput !== false) return () => true
  const ofListener = isOfListener(walk, actor, expectation)
  return (other: Expectation) => isOfListener(walk, actor, other) === ofListener
}

/** A strict actor has no unread output in the end, and more may come than must. */
function checkFurther({ collector, actors }: WalkState, { target, expectations }: Expect): void {
  const last = expectations.at(-1)
  const strict = actors.get(target.actor)?.declaration.strict
  if (last?.['at-least'] === undefined || strict === undefined || !isStrict(strict, last.stream)) return
  collector.report({
    code: 'invalid-value',
    message: `“${target.actor}” is strict, and no step takes what comes beyond “at-least”`,
    span: last.span,
    hint: 'write “until: idle” beside “expect”, or an expectation behind it',
  })
}
