import type { Step } from '../../model/scenario.ts'
import { concerned, mayStart } from '../losses.ts'
import type { Loss } from '../losses.ts'
import { beginLife } from './life.ts'
import { mayEnd, useActor } from './using.ts'
import type { Member, World } from './world.ts'

/** Verbs after which everybody is where he was; what stands inside of a repeat is walked by itself. */
const changesNobody = new Set(['send', 'pause', 'resume', 'check', 'set', 'let', 'wait', 'note', 'repeat'])
/** Verbs whose actors must have been started. */
const uses = new Set(['send', 'expect', 'end', 'exit', 'close', 'reset', 'pause', 'resume', 'signal', 'check', 'set'])
/** Stands for every name. */
const anything = '*'

/** What is missing of a step may have set names, started actors or ended them: from here on nothing is said that rests on it. */
export function walkLoss(world: World, step: Step, loss: Loss): void {
  const { verb } = loss
  for (const word of loss.words) world.maybe.add(word)
  if (loss.anything) world.maybe.add(anything)
  for (const name of concerned(loss, [...world.members.keys()])) unsettle(world, world.members.get(name)!, loss)
  if (mayStart(loss)) for (const { life } of world.members.values()) if (life !== undefined) life.uncertain = true
  // Its actors are known even where what is said of them is not.
  if (verb === undefined || !uses.has(verb)) return
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
  if (loss.verb === undefined || !changesNobody.has(loss.verb)) mayEnd(world, member)
}
