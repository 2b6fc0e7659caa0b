import { report } from '../language/checking.ts'
import type { Shape } from '../language/shape.ts'
import { maskRules } from '../language/shapes/mask-rules.ts'
import type { MaskRule } from '../model/scenario.ts'
import { builtInMasks } from '../model/words.ts'
import { didYouMean } from '../text/suggest.ts'

/** Masks as a scenario writes them, but for what only one scenario knows: its actors, and what its steps capture. */
export const maskForAll: Shape<readonly MaskRule[]> = {
  schema: maskRules.schema,
  read: (c, node, label) =>
    (maskRules.read(c, node, label) ?? []).map((rule) => {
      const { match, lane, span } = rule
      if ('variable' in match) {
        const hint = didYouMean(match.variable, builtInMasks, 'built-in masks')
        report(c, 'unknown-mask', `“${match.variable}” is not a built-in mask`, span, hint)
      }
      if ('template' in match && match.template.parts.some((part) => typeof part !== 'string'))
        report(c, 'invalid-value', 'a mask for all scenarios cannot hold variables', span, 'write the value itself')
      if (lane !== undefined)
        report(
          c,
          'invalid-value',
          'a mask for all scenarios has no lane',
          span,
          'write it in the scenario of that actor',
        )
      return { ...rule, forAll: true as const }
    }),
}
