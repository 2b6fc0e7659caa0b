import { traitsOf } from '../../language/steps/traits.ts'
import type { Target } from '../../model/scenario.ts'
import type { Step } from '../../language/scenario.ts'
import { checkConnection } from './connections.ts'
import { neighboursOf } from './references.ts'
import { checkVerb } from './verbs.ts'
import { startedWord, startingVerb, type WalkedActor, type WalkState } from './walk-state.ts'

/**
 * A step addresses an actor that must have been started. `meant` is what the connection's name is judged by, when that is
 * not the verb. Answers the actor, or undefined when nothing more can be checked about it.
 */
export function useActor(
  walk: WalkState,
  step: Step,
  verb: string,
  target: Target,
  meant = verb,
): WalkedActor | undefined {
  const walked = walk.actors.get(target.actor)
  if (walked === undefined) return undefined
  checkVerb(walk, step, verb, walked, target)
  walked.signalled = undefined
  if (!walked.started) {
    if (walked.startedSomewhere && walked.usedBefore === undefined) {
      const { name } = walked.declaration
      walk.collector.report({
        code: 'not-started',
        message: `“${name}” is used before it is ${startedWord(walked.kind)}`,
        span: target.span,
        hint: `put “- ${startingVerb(walked.kind)}: ${name}” before this step`,
      })
    }
    walked.usedBefore ??= target.span
    return undefined
  }
  checkConnection(walk, walked, target, meant)
  if (traitsOf(step.verb).mayEnd === 'always') mayEnd(walk, walked)
  if (verb === 'close' && target.connection === undefined && walked.lifetime !== undefined)
    walked.lifetime.listening = false
  return walked
}

/** From here on the actor and those connected to it may have ended. */
export function mayEnd(walk: WalkState, walked: WalkedActor): void {
  const { name } = walked.declaration
  let neighbours = walk.neighbours.get(name)
  if (neighbours === undefined) walk.neighbours.set(name, (neighbours = neighboursOf(walk, name)))
  for (const each of [name, ...neighbours]) {
    const other = walk.actors.get(each)
    if (other === undefined) continue
    other.mayHaveEnded = true
    for (const { starts } of walk.rounds) if (!starts.has(each)) starts.set(each, undefined)
  }
}
