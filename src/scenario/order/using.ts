import { traitsOf } from '../../language/steps/traits.ts'
import type { Target } from '../../model/scenario.ts'
import type { Step } from '../../language/scenario.ts'
import { checkConnection } from './connections.ts'
import { neighboursOf } from './references.ts'
import { checkVerb } from './verbs.ts'
import { startedWord, startingVerb, type Member, type World } from './world.ts'

/**
 * A step addresses an actor that must have been started. `meant` is what the connection's name is judged by, when that is
 * not the verb. Answers the actor, or undefined when nothing more can be said about it.
 */
export function useActor(world: World, step: Step, verb: string, target: Target, meant = verb): Member | undefined {
  const member = world.members.get(target.actor)
  if (member === undefined) return undefined
  checkVerb(world, step, verb, member, target)
  member.signalled = undefined
  if (!member.started) {
    if (member.startedSomewhere && member.usedBefore === undefined) {
      const { name } = member.declaration
      world.ledger.report({
        code: 'not-started',
        message: `“${name}” is used before it is ${startedWord(member.kind)}`,
        span: target.span,
        hint: `put “- ${startingVerb(member.kind)}: ${name}” before this step`,
      })
    }
    member.usedBefore ??= target.span
    return undefined
  }
  checkConnection(world, member, target, meant)
  if (traitsOf(step.verb).mayEnd === 'always') mayEnd(world, member)
  if (verb === 'close' && target.connection === undefined && member.life !== undefined) member.life.listening = false
  return member
}

/** From here on the actor and those connected to it may have ended. */
export function mayEnd(world: World, member: Member): void {
  const { name } = member.declaration
  let neighbours = world.neighbours.get(name)
  if (neighbours === undefined) world.neighbours.set(name, (neighbours = neighboursOf(world, name)))
  for (const each of [name, ...neighbours]) {
    const other = world.members.get(each)
    if (other === undefined) continue
    other.mayHaveEnded = true
    for (const { starts } of world.rounds) if (!starts.has(each)) starts.set(each, undefined)
  }
}
