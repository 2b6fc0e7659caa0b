import type { YamlNode } from '../../model/yaml-node.ts'
import { reading } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { emptyStep, wordsIn } from '../gaps.ts'
import type { Step } from '../scenario.ts'

/**
 * Reads one step and remembers what of it is missing, so that the walk over the scenario knows what this step may have done. Where
 * nothing of it could be read, a placeholder stands for it.
 */
export function readWithGaps(
  c: Checking,
  item: YamlNode,
  read: () => Step | undefined,
  verb: () => string | undefined,
): Step {
  const outer = c.state.reading
  c.state.reading = reading()
  let step = read()
  const { missing, targets } = c.state.reading
  c.state.reading = outer
  const complete = step !== undefined && missing === 'nothing' && !misread(c, item)
  step ??= emptyStep(item.span)
  if (complete) return step
  const name = verb()
  c.stepGaps.set(step, {
    words: wordsIn(item),
    anything: missing === 'anything',
    ...(name === undefined ? {} : { verb: name }),
    targets,
  })
  return step
}

/** Steps that are no list: whatever they are, they may have been any of the words in them. */
export function unreadableSteps(c: Checking, node: YamlNode): Step[] {
  return [
    readWithGaps(
      c,
      node,
      () => undefined,
      () => undefined,
    ),
  ]
}

/** True where YAML has read something else than its author meant. */
function misread(c: Checking, { span }: YamlNode): boolean {
  const { mistakes = [] } = c.here
  return mistakes.some((mistake) => mistake.span!.start >= span.start && mistake.span!.start < span.end)
}
