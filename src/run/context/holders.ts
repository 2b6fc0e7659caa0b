import { pid as ownPid } from 'node:process'
import type { Actor } from '../../model/actor.ts'
import { cut } from '../../text/cut.ts'
import { listeners, ownersOf, socketsOf, type Listening } from '../../kernel/listening.ts'
import { commandOf } from '../../kernel/proc.ts'
import type { ActorInstance } from './actor-instance.ts'
import type { RunActors } from './run-context.ts'

/** The number of cells of a command that identify its program. */
const shownLength = 60

/**
 * Who listens there now, in words: actors of this run by name, also the processes of an earlier life, and others by command and
 * process id. The present life of the asking role is left out.
 */
export function holdersOf(context: RunActors, asking: ActorInstance, place: Listening): readonly string[] {
  const inodes = new Set((listeners(place) ?? []).map(({ inode }) => inode))
  const found = new Set<string>()
  if (inodes.size === 0) return []
  const holds = (pid: number): boolean => [...(socketsOf(pid) ?? [])].some((inode) => inodes.delete(inode))
  const name = (actors: readonly (Actor | undefined)[], words: (pid: number) => string): void => {
    for (const actor of actors) for (const pid of actor?.processes?.() ?? []) if (holds(pid)) found.add(words(pid))
  }
  for (const instance of [...context.actors.values()].flat()) {
    if (instance !== asking) name([instance.actor], () => `“${instance.name}”`)
    name(instance.former, (pid) => `“${instance.name}” of an earlier start (${shownProcess(pid)})`)
  }
  if (holds(ownPid)) for (const name of ofThisProcess(context, asking, place)) found.add(name)
  for (const pid of ownersOf(inodes)) found.add(shownProcess(pid))
  return [...found]
}

/** Our own servers listen in the process of the runner; their facts have the address. */
function ofThisProcess(context: RunActors, asking: ActorInstance, place: Listening): readonly string[] {
  const [fact, value] = Object.entries('udp' in place ? { port: place.udp } : place)[0] ?? ['', '']
  const instances = [...context.actors.values()]
    .flat()
    .filter((instance) => instance !== asking && instance.actor?.processes === undefined)
  const names = instances.filter(({ actor }) => actor?.facts()[fact] === value).map(({ name }) => `“${name}”`)
  return names.length > 0 ? names : [`this run of scenario (pid ${ownPid})`]
}

/** A process as messages name it. */
export function shownProcess(pid: number): string {
  return `${cut(commandOf(pid) ?? 'a program', shownLength)}, pid ${pid}`
}
