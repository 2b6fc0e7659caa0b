import { wordsOf } from './lane/lane.ts'
import type { Party, Role } from './stage/role.ts'
import type { Stage } from './stage/stage.ts'

/** A process is seen to exit a moment after the kernel has closed its sockets: microseconds. */
const moment = 500_000

/**
 * Why a lane was ended from the other side: the actor that it talks to, itself or through a proxy, has ended. In words, such as
 * `“server” exited 1`; undefined when it lives on, or when a step of ours ended this side.
 */
export function causeOf(stage: Stage, { role, lane, connection }: Party): string | undefined {
  if (connection !== undefined || lane.ownEnd || lane.ownReset) return undefined
  const ending = lane.history.findLast(({ event }) => event.ends !== undefined || event.name === 'error')
  return ending === undefined ? undefined : endedBehind(stage, role, ending.at, new Set())
}

/** Whom its options name, and whoever has the port that it is connected to. */
function talksTo(stage: Stage, { declaration, actor }: Role): Role[] {
  const port = /:(\d+)$/.exec(actor?.ends?.remote ?? '')?.[1]
  const named = declaration.refersTo.flatMap((name) => stage.cast.get(name) ?? [])
  if (port === undefined) return named
  const listening = [...stage.cast.values()].flat().filter((role) => String(role.actor?.facts()['port']) === port)
  return [...named, ...listening]
}

function endedBehind(stage: Stage, role: Role, at: number, asked: Set<Role>): string | undefined {
  for (const other of talksTo(stage, role)) {
    if (other === role || asked.has(other)) continue
    asked.add(other)
    const end = other.lane?.history.findLast(({ event }) => event.ends === 'all')
    if (end !== undefined && end.at <= at + moment) return `“${other.name}” ${wordsOf(end.event)}`
    const further = endedBehind(stage, other, at, asked)
    if (further !== undefined) return further
  }
  return undefined
}
