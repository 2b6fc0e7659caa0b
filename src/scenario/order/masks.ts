import type { MaskRule } from '../../model/scenario.ts'
import { builtInMasks } from '../../model/words.ts'
import { didYouMean } from '../../text/suggest.ts'
import { maybeSet } from './gaps.ts'
import { actorOfLane } from './lane-names.ts'
import { checkTemplate } from './names.ts'
import type { WalkState } from './walk-state.ts'

/** What a mask names: lanes, and variables that some step sets. */
export function checkMask(walk: WalkState, { match, lane = [], span }: MaskRule): void {
  for (const name of lane) actorOfLane(walk, name)
  if ('template' in match) checkTemplate(walk, match.template, { anyTime: true })
  if (!('variable' in match)) return
  const { variable } = match
  if (walk.everSet.has(variable) || maybeSet(walk, variable)) return
  walk.collector.report({
    code: 'unknown-mask',
    message: `“${variable}” is not a built-in mask, and no step captures a variable of this name`,
    span,
    hint:
      didYouMean(variable, [...walk.everSet, ...builtInMasks]) ??
      `capture it with “as: ${variable}”, or use a built-in mask: ${builtInMasks.join(', ')}`,
  })
}
