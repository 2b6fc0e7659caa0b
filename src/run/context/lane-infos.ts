import type { LaneInfo } from '../../model/event.ts'
import type { ActorKind } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import { commandOf } from './command.ts'
import type { RunActors } from './run-context.ts'

/** What stands on top of each lane: its actor, its kind, and what a person would have typed. */
export function laneInfos(context: RunActors): LaneInfo[] {
  const infos: LaneInfo[] = []
  for (const [lane, instances] of context.actors) {
    const instance = instances[0]
    if (instance === undefined) continue
    const { count, refersTo } = instance.declaration
    infos.push({
      ...laneInfo(lane, instance.declaration, instance.kind),
      ...(count > 1 ? { count } : {}),
      role: instance.kind.role,
      ...(refersTo.length > 0 ? { to: refersTo } : {}),
    })
  }
  return infos
}

/** What is known of a lane before its actor is started. */
export const laneInfo = (lane: string, declaration: ActorDeclaration, kind: ActorKind | undefined): LaneInfo => ({
  lane,
  kind: declaration.kind,
  command: kind === undefined ? declaration.kind : commandOf(declaration, kind),
  ...(declaration.ansi === 'keep' ? { ansi: 'keep' } : {}),
})
