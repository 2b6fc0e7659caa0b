import type { Compiled, CompiledLine } from '../../../src/model/matcher.ts'
import type { Wish } from '../../../src/language/expectations/read.ts'
import { effectOf } from '../../../src/language/expectations/modifiers.ts'
import type { RunLane } from '../../../src/run/lane/lane.ts'
import type { WishRun } from '../../../src/run/wish/wish-run.ts'

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
  more: Partial<Wish> = {},
  without?: (line: string) => boolean,
): WishRun {
  const wish = {
    name: compiled.on,
    argument: { written: undefined, holes: [] },
    span: { file: '', start: 0, end: 0 },
    ...more,
  } as unknown as Wish
  const effect = effectOf(
    without === undefined ? wish : { ...wish, without: {} as NonNullable<Wish['without']> },
    () => without ?? (() => false),
  )
  return { wish, compiled, lane, stream: lane.stream(wish.stream), effect, scanned: 0, met: 0, captures: {} }
}
