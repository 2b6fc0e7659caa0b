import type { Step } from '../../language/scenario.ts'
import type { Expect, Expectation } from '../../language/expectations/read.ts'
import { placeholdersIn } from '../../language/steps/traits.ts'
import { capturesOf, scalarsIn } from '../../language/expectations/captures.ts'
import type { Expecting } from '../../language/verbs/expect.ts'
import { checkLists } from './expectation-lists.ts'
import { expectationAfterSend } from './echo.ts'
import { checkEscapes } from './escapes.ts'
import { isOfListener } from './listener-events.ts'
import { checkPlaceholders } from './names.ts'
import { traitsOf } from './options.ts'
import { checkScreenExpected } from './screens.ts'
import { mayEnd, useActor } from './using.ts'
import { setVariable, type WalkedActor, type WalkState } from './walk-state.ts'
import { checkUnwantedLines } from './without-lines.ts'

const farewell = /clos|refus|reset|terminat|bye|exit|quit|\bend/i

export function walkExpect(walk: WalkState, step: Step & Expecting): void {
  // What the list lacks may be what could not be read.
  if (!walk.gaps.stepGaps.has(step)) checkLists(walk, step)
  const inStep = new Set(
    step.expects.flatMap(({ expectations }) =>
      expectations.flatMap((expectation) => capturesOf(expectation, walk.registry)),
    ),
  )
  for (const expect of step.expects) checkUnwantedLines(walk, expect)
  const captured = step.expects.map((expect) => walkExpectations(walk, step, expect, inStep))
  // Between actors a step has no order, so what one lane captures is there for the others only in the next step.
  for (const names of captured) for (const name of names) setVariable(walk, name)
}

function walkExpectations(walk: WalkState, step: Step, expect: Expect, inStep: ReadonlySet<string>): Set<string> {
  const { target, expectations } = expect
  const captured = new Set<string>()
  const walked = useActor(
    walk,
    step,
    'expect',
    target,
    expectations.length > 0 && expectations.every((expectation) => isOfListener(walk, target.actor, expectation))
      ? 'listen'
      : 'expect',
  )
  for (const expectation of expectations) {
    const own = capturesOf(expectation, walk.registry)
    const reading = { more: captured, inExpectation: own, inStep }
    checkPlaceholders(walk, placeholdersIn(expectation), reading)
    for (const name of own) captured.add(name)
    const addressed = walk.actors.get(target.actor)
    if (addressed !== undefined) {
      checkStream(walk, addressed, expectation)
      checkEscapes(walk, addressed, expectation)
      checkScreenExpected(walk, addressed, expectation)
    }
    if (walked === undefined) continue
    if (target.connection === undefined) expectationAfterSend(walk, walked, expectation)
    if (mayReportItsEnd(walk, expectation)) mayEnd(walk, walked)
  }
  return captured
}

/** An expectation of output does not prove that an actor is gone, unless its text does. */
function mayReportItsEnd({ registry }: WalkState, expectation: Expectation): boolean {
  const on = registry.matchers.get(expectation.name)?.value.on
  if (on === undefined || on === 'event' || on === 'choice') return true
  for (const { source } of scalarsIn(expectation.argument.node)) if (farewell.test(source)) return true
  return false
}

function checkStream(walk: WalkState, { kind, declaration }: WalkedActor, expectation: Expectation): void {
  const { stream } = expectation
  if (stream === undefined || kind === undefined) return
  const streams = kind.streams ?? []
  const terminal = traitsOf({ kind, declaration }).terminal === true && streams.includes(stream)
  if (!terminal && (streams.includes(stream) || (stream === 'stdout' && streams.includes('stderr')))) return
  const all = streams.includes('stderr') ? ['stdout', ...streams] : streams
  walk.collector.report({
    code: 'invalid-value',
    message: terminal
      ? `“${declaration.name}” talks through a terminal, where stdout and “${stream}” are one`
      : `“${declaration.name}” is of kind ${declaration.kind}, which has no stream “${stream}”`,
    span: expectation.span,
    hint: terminal || all.length === 0 ? `leave out “stream: ${stream}”` : `its streams are: ${all.join(', ')}`,
  })
}
