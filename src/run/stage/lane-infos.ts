import type { LaneInfo } from '../../model/event.ts'
import type { ActorKind } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import { resolve } from '../../registry/shape.ts'
import type { Stage } from './stage.ts'

/** First of the numbers that stand in for variables while a command is made: ports, so that they may stand where one is wanted. */
const standIn = 61_001

/** What stands on top of each lane: its actor, its kind, and what a person would have typed. */
export function laneInfos(stage: Stage): LaneInfo[] {
  const infos: LaneInfo[] = []
  for (const [lane, members] of stage.cast) {
    const role = members[0]
    if (role === undefined) continue
    const { declaration, kind } = role
    const { count } = declaration
    infos.push({
      lane,
      kind: declaration.kind,
      command: commandOf(declaration, kind),
      ...(count > 1 ? { count } : {}),
    })
  }
  return infos
}

/** What the actor would be called with; a variable stands in it by its name, as `<server.port>`. */
function commandOf({ kind: name, options }: ActorDeclaration, kind: ActorKind): string {
  if (kind.command === undefined) return name
  const names: string[] = []
  const number = (hole: string): string => {
    if (!names.includes(hole)) names.push(hole)
    return String(standIn + names.indexOf(hole))
  }
  try {
    const filled = resolve(options, kind.options, (hole) => number(hole.name), kind.shorthand)
    const said: unknown = 'value' in filled ? kind.command(filled.value) : undefined
    if (typeof said !== 'string') return name
    return said.replaceAll(/\d{5}/g, (digits) => {
      const hole = names[Number(digits) - standIn]
      return hole === undefined ? digits : `<${hole}>`
    })
  } catch {
    // A kind that cannot say what it talks like is shown by its name.
    return name
  }
}
