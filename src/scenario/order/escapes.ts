import { compiledOf } from '../../language/compiled.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import { withoutEscapes } from '../../text/escapes.ts'
import { traitsOf } from './options.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** A text with an escape sequence never comes from a program, whose output is read without them. A framing may show bytes: no check. */
export function checkEscapes(walk: WalkState, walked: WalkedActor, expectation: Expectation): void {
  const { kind, declaration } = walked
  if (kind?.role !== 'program' || declaration.ansi === 'keep') return
  if (declaration.framing !== undefined || kind.framing !== undefined) return
  const compiled = compiledOf(walk.registry, expectation.name, expectation.argument)
  if (compiled === undefined || !('near' in compiled) || compiled.near === undefined) return
  const shown = withoutEscapes(compiled.near)
  if (shown === compiled.near) return
  const terminal = traitsOf(walked).terminal === true
  walk.collector.report({
    code: 'invalid-value',
    message: terminal
      ? `“${declaration.name}” talks through a terminal, which executes escape sequences: this never comes`
      : `escape sequences are left out of what “${declaration.name}” prints: this never comes`,
    span: expectation.span,
    hint: `expect ${shown === '' ? 'the text behind it' : `“${shown}”`}${terminal ? '' : `, or declare “${declaration.name}” with ansi: keep`}`,
  })
}
