import type { Step } from '../../language/scenario.ts'
import type { Loss } from '../../language/losses.ts'
import { traitsOfName } from '../../language/steps/traits.ts'
import { concerned, mayStart } from './may-start.ts'
import { beginLife } from './life.ts'
import { mayEnd, useActor } from './using.ts'
import type { Member, World } from './world.ts'

/** Stands for every name. */
const anything = '*'

/** What is missing of a step may have set names, started actors or ended them: from here on nothing is said that rests on it. */
export function walkLoss(world: World, step: Step, loss: Loss): void {
  const { verb } = loss
  const traits = verb === undefined ? undefined : traitsOfName(verb)
  for (const word of loss.words) world.maybe.add(word)
  if (loss.anything) world.maybe.add(anything)
  for (const name of concerned(loss, [...world.members.keys()])) unsettle(world, world.members.get(name)!, loss)
  if (mayStart(loss)) for (const { life } of world.members.values()) if (life !== undefined) life.uncertain = true
  // Its actors are known even where what is said of them is not.
  if (verb === undefined || traits?.needsStarted !== true) return
  for (const target of loss.targets) useActor(world, step, verb, target, 'listen')
}

/** True when a name may have been given to something by what could not be read. */
export const maybeSet = (world: World, name: string): boolean =>
  world.maybe.has(name) || world.maybe.has(anything) || world.gaps.unreadable.has(name)

function unsettle(world: World, member: Member, loss: Loss): void {
  member.echo = undefined
  if (mayStart(loss)) {
    member.started = true
    if (member.kind?.role === 'server' || member.kind?.role === 'between') beginLife(world, member)
  }
  const traits = loss.verb === undefined ? undefined : traitsOfName(loss.verb)
  // What stands inside of a repeat is walked by itself.
  if (mayStart(loss) || traits?.mayEnd !== undefined) mayEnd(world, member)
}
