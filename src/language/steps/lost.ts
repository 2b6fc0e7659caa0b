import type { Written } from '../../model/written.ts'
import { reading } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { placeholder, wordsIn } from '../losses.ts'
import type { Step } from '../scenario.ts'

/**
 * Reads one step and remembers what of it is missing, so that the walk over the story knows what this step may have done. Where
 * nothing of it could be read, a placeholder stands for it.
 */
export function withLosses(
  c: Checking,
  item: Written,
  read: () => Step | undefined,
  verb: () => string | undefined,
): Step {
  const outer = c.state.reading
  c.state.reading = reading()
  let step = read()
  const { lost, targets } = c.state.reading
  c.state.reading = outer
  const complete = step !== undefined && lost === 'nothing' && !misread(c, item)
  step ??= placeholder(item.span)
  if (complete) return step
  const name = verb()
  c.losses.set(step, {
    words: wordsIn(item),
    anything: lost === 'anything',
    ...(name === undefined ? {} : { verb: name }),
    targets,
  })
  return step
}

/** Steps that are no list: whatever they are, they may have been any of the words in them. */
export function lostSteps(c: Checking, written: Written): Step[] {
  return [
    withLosses(
      c,
      written,
      () => undefined,
      () => undefined,
    ),
  ]
}

/** True where YAML has read something else than its author meant. */
function misread(c: Checking, { span }: Written): boolean {
  const { mistakes = [] } = c.here
  return mistakes.some((mistake) => mistake.span!.start >= span.start && mistake.span!.start < span.end)
}
