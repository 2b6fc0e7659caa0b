import type { Step } from '../../language/scenario.ts'
import type { StepGap } from '../../language/gaps.ts'
import { traitsOfName } from '../../language/steps/traits.ts'
import { concerned, mayStart } from './may-start.ts'
import { beginLifetime } from './lifetime.ts'
import { mayEnd, useActor } from './using.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** Stands for every name. */
const anything = '*'

/** The missing part of a step may have set names, started actors or ended them: later problems that rest on it are left out. */
export function walkGap(walk: WalkState, step: Step, gap: StepGap): void {
  const { verb } = gap
  const traits = verb === undefined ? undefined : traitsOfName(verb)
  for (const word of gap.words) walk.maybe.add(word)
  if (gap.anything) walk.maybe.add(anything)
  for (const name of concerned(gap, [...walk.actors.keys()])) applyGap(walk, walk.actors.get(name)!, gap)
  if (mayStart(gap))
    for (const { lifetime } of walk.actors.values()) if (lifetime !== undefined) lifetime.uncertain = true
  // Its actors are known even where their part of the step is not.
  if (verb === undefined || traits?.needsStarted !== true) return
  for (const target of gap.targets) useActor(walk, step, verb, target, 'listen')
}

/** True when a name may have been given to something by what could not be read. */
export const maybeSet = (walk: WalkState, name: string): boolean =>
  walk.maybe.has(name) || walk.maybe.has(anything) || walk.gaps.unreadable.has(name)

function applyGap(walk: WalkState, walked: WalkedActor, gap: StepGap): void {
  walked.echo = undefined
  if (mayStart(gap)) {
    walked.started = true
    if (walked.kind?.role === 'server' || walked.kind?.role === 'proxy') beginLifetime(walk, walked)
  }
  const traits = gap.verb === undefined ? undefined : traitsOfName(gap.verb)
  // What stands inside of a repeat is walked by itself.
  if (mayStart(gap) || traits?.mayEnd !== undefined) mayEnd(walk, walked)
}
