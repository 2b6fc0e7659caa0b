import { wordsOf } from '../lane/in-row.ts'
import type { Endpoint, ActorInstance } from '../context/actor-instance.ts'
import type { RunActors } from '../context/run-context.ts'

/** A process is seen to exit a moment after the kernel has closed its sockets: microseconds. */
const moment = 500_000

/**
 * Why a lane was ended from the other side: the actor that it talks to, itself or through a proxy, has ended. In words, such as
 * `“server” exited 1`; undefined when it lives on, or when a step of ours ended this side.
 */
export function causeOf(context: RunActors, { instance, lane, connection }: Endpoint): string | undefined {
  if (connection !== undefined || lane.ownEnd || lane.ownReset) return undefined
  const ending = lane.history.findLast(({ event }) => event.ends !== undefined || event.name === 'error')
  return ending === undefined ? undefined : endedBehind(context, instance, ending.at, new Set([instance]))
}

/** The actors in its options, and the one that has the port it is connected to. */
function talksTo(context: RunActors, { declaration, actor }: ActorInstance): ActorInstance[] {
  const port = /:(\d+)$/.exec(actor?.ends?.remote ?? '')?.[1]
  const named = declaration.refersTo.flatMap((name) => context.actors.get(name) ?? [])
  if (port === undefined) return named
  // The port of a client is the one that it has connected to.
  const listening = [...context.actors.values()]
    .flat()
    .filter(({ kind, actor: other }) => kind.role !== 'client' && String(other?.facts()['port']) === port)
  return [...named, ...listening]
}

function endedBehind(
  context: RunActors,
  instance: ActorInstance,
  at: number,
  asked: Set<ActorInstance>,
): string | undefined {
  for (const other of talksTo(context, instance)) {
    if (other === instance || asked.has(other)) continue
    asked.add(other)
    const end = other.lane?.history.findLast(({ event }) => event.ends === 'all')
    if (end !== undefined && end.at <= at + moment) return `“${other.name}” ${wordsOf(end.event)}`
    const further = endedBehind(context, other, at, asked)
    if (further !== undefined) return further
  }
  return undefined
}
