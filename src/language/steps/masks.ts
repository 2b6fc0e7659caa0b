import type { MaskRule } from '../../model/scenario.ts'
import type { Scenario } from '../scenario.ts'
import { allSteps } from './traits.ts'

/** All masks of a scenario in the order in which they rename: those beside steps, each for its step alone, before those at the top. */
export function masksOf({ mask, steps }: Pick<Scenario, 'mask' | 'steps'>): readonly MaskRule[] {
  const beside = new Map<string, MaskRule>()
  // A file that is included twice has its steps twice.
  for (const { mask: rules = [], span: step } of allSteps(steps))
    for (const rule of rules) beside.set(`${rule.span.file}:${rule.span.start}`, { ...rule, step })
  return beside.size === 0 ? mask : [...beside.values(), ...mask]
}
