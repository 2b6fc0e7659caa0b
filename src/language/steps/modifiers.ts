import { described } from '../shape.ts'
import type { Shape, ValuesOf } from '../shape.ts'
import { bugReport } from '../shapes/bug-report.ts'
import { maskRules } from '../shapes/mask-rules.ts'
import { duration, truth } from '../shapes/scalars.ts'
import type { Traits } from '../verb-traits.ts'

/** What may stand beside any verb that has a use for it. */
export interface StepModifier<T> {
  /** How it is written. */
  readonly example: string
  readonly shape: Shape<T>
  /** Whether it may stand beside a verb like this, or beside one of a kind (undefined); a text is the reason why it would change nothing. */
  allowed(traits: Traits | undefined): boolean | string
}

const define = <T>(modifier: StepModifier<T>): StepModifier<T> => modifier

export const stepModifiers = {
  within: define({
    example: 'within: 2s',
    shape: described(duration, 'the deadline of this step, instead of limits.step'),
    allowed: (traits) => traits?.instant ?? true,
  }),
  busy: define({
    example: 'busy: true',
    shape: described(truth, 'programs may go on working: the step does not wait until all is idle'),
    allowed: (traits) => traits === undefined || traits.idles === true,
  }),
  'known-bug': define({
    example: 'known-bug: https://example.com/issues/7',
    shape: described(bugReport, 'where the bug is reported: the scenario passes as long as it fails at this step'),
    allowed: (traits) => (traits?.holdsSteps === true ? 'put it beside the step inside that fails' : true),
  }),
  mask: define({
    example: 'mask: { match: /id=(\\d+)/, as: <id> }',
    shape: described(maskRules, 'what to rename in the rows of this step alone'),
    allowed: (traits) => (traits?.holdsSteps === true ? 'put it beside the steps inside, or at the top' : true),
  }),
}

export type StepModifierName = keyof typeof stepModifiers
export const stepModifierNames = Object.keys(stepModifiers) as StepModifierName[]
/** Those that may stand beside `expect`, and are easily written beside one of its matchers. */
export const besideExpect: readonly StepModifierName[] = stepModifierNames.filter(
  (name) => stepModifiers[name].allowed({ does: 'looks' }) === true,
)
export const stepModifierShapes = Object.fromEntries(
  Object.entries(stepModifiers).map(([name, { shape }]) => [name, shape]),
) as { readonly [K in StepModifierName]: (typeof stepModifiers)[K]['shape'] }
export type StepModifiers = ValuesOf<typeof stepModifierShapes>
