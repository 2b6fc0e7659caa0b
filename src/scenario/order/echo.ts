import type { Compiled } from '../../model/matcher.ts'
import type { Registry } from '../../model/registry.ts'
import type { Template } from '../../model/scenario.ts'
import type { Expectation } from '../../language/expectations/read.ts'
import type { Send } from '../../language/verbs/send.ts'
import { encodeText } from '../../text/byte-text.ts'
import { compiledOf } from '../../language/compiled.ts'
import { traitsOf } from './options.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** A line was typed: a terminal will show it before the program answers. */
export function noteSend(walk: WalkState, walked: WalkedActor, send: Send): void {
  flushEcho(walk, walked)
  const last = send.messages.at(-1)
  if (traitsOf(walked).terminal !== true || (last?.as !== 'line' && last?.as !== 'text')) return
  const line = staticText(last.text)?.replace(/[\r\n]+$/, '')
  if (line !== undefined && line !== '') walked.echo = { line, warning: undefined }
}

/** Warns when the first expectation after a line was typed would be met by its echo. */
export function expectationAfterSend(walk: WalkState, walked: WalkedActor, expectation: Expectation): void {
  const { echo } = walked
  if (echo === undefined) return
  const met = meets(walk.registry, expectation, echo.line)
  if (echo.warning !== undefined) {
    if (met) walked.echo = undefined
    return
  }
  if (!met || expectation.next) {
    walked.echo = undefined
    return
  }
  echo.warning = {
    code: 'echo-of-itself',
    severity: 'warning',
    message: `this is met by the terminal's echo of “${echo.line}”, not by what “${walked.declaration.name}” answers`,
    span: expectation.span,
    hint: `expect the echo first with “next: true”, then the answer; or expect more of the answer than was typed`,
  }
}

export function flushEcho(walk: WalkState, walked: WalkedActor): void {
  if (walked.echo?.warning !== undefined) walk.collector.report(walked.echo.warning)
  walked.echo = undefined
}

function staticText(template: Template): string | undefined {
  let text = ''
  for (const part of template.parts) {
    if (typeof part !== 'string') return undefined
    text += part
  }
  return text
}

function meets(registry: Registry, expectation: Expectation, line: string): boolean {
  if (expectation.stream !== undefined && expectation.stream !== 'stdout') return false
  const compiled = compiledOf(registry, expectation.name, expectation.argument)
  try {
    return compiled !== undefined && takesLine(compiled, line)
  } catch {
    // A matcher that throws, or a regex that takes too long, is reported where it is really used.
    return false
  }
}

/** `lines`, `any-order` and the like have whole lines, the echo among them on purpose; expectations that a part of a line meets are in danger. */
function takesLine(compiled: Compiled, line: string): boolean {
  switch (compiled.on) {
    case 'line':
      return compiled.test(line) !== undefined
    case 'bytes':
      return compiled.passesLines === true && typeof compiled.take(encodeText(`${line}\n`), 0, false) === 'object'
    case 'choice':
      return compiled.options.some((option) => takesLine(option, line))
    default:
      return false
  }
}
