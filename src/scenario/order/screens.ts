import type { ProblemCode } from '../../model/problem.ts'
import type { Span } from '../../model/span.ts'
import { isOfScreen } from '../../registry/screens.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import type { Target } from '../../model/scenario.ts'
import { traitsOf } from './options.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** Refuses an expectation of a screen, or of an event of one, on an actor that has none. */
export function checkScreenExpected(walk: WalkState, walked: WalkedActor, expectation: Expectation): void {
  if (isOfScreen(walk.registry, walked.kind, expectation.name, expectation.argument.node))
    checkScreen(walk, walked, 'invalid-value', expectation.span)
}

/** Refuses a verb that looks at the screen of an actor that has none. */
export function checkScreenVerb(walk: WalkState, verb: string, { actor, span }: Target): void {
  const walked = walk.actors.get(actor)
  if (walked?.kind?.verbs?.[verb]?.ofScreen === true) checkScreen(walk, walked, 'wrong-verb', span)
}

function checkScreen(walk: WalkState, walked: WalkedActor, code: ProblemCode, span: Span): void {
  const { kind, declaration } = walked
  if (kind === undefined) return
  const { terminal, noScreen } = traitsOf(walked)
  if (terminal === true) return
  walk.collector.report({
    code,
    message: `“${declaration.name}” has no screen`,
    span,
    hint:
      noScreen ??
      `an actor of kind ${declaration.kind} has no terminal; expect what it says, such as a text or an event`,
  })
}
