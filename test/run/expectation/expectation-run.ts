import type { Compiled, CompiledLine } from '../../../src/model/matcher.ts'
import type { Expectation } from '../../../src/language/expectations/read.ts'
import { effectOf } from '../../../src/language/expectations/modifiers.ts'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import type { ExpectationRun } from '../../../src/run/expectation/expectation-run.ts'

export const contains = (text: string): CompiledLine => ({
  on: 'line',
  shown: `"${text}"`,
  needle: text,
  near: text,
  test: (line) => (line.includes(text) ? {} : undefined),
})

export const eventNamed = (name: string): Compiled => ({
  on: 'event',
  shown: name,
  test: (event) => (event.name === name ? {} : undefined),
})

/** An expectation that has begun on a lane; `more` are the modifiers beside it. */
export function runOf(
  lane: RunLane,
  compiled: Compiled,
  more: Partial<Expectation> = {},
  without?: (line: string) => boolean,
): ExpectationRun {
  const expectation = {
    name: compiled.on,
    argument: { written: undefined, placeholders: [] },
    span: { file: '', start: 0, end: 0 },
    ...more,
  } as unknown as Expectation
  const effect = effectOf(
    without === undefined ? expectation : { ...expectation, without: {} as NonNullable<Expectation['without']> },
    () => without ?? (() => false),
  )
  return {
    expectation,
    compiled,
    lane,
    stream: lane.stream(expectation.stream),
    effect,
    scanned: 0,
    met: 0,
    captures: {},
  }
}
