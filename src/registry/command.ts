import type { ActorKind } from '../model/plugin.ts'
import type { ActorDeclaration } from '../model/scenario.ts'
import { resolve } from './shape.ts'

/** First of the numbers that stand in for variables while a command is made: ports, so that they may stand where one is wanted. */
const standIn = 61_001

/**
 * What the actor would be called with, told before anything runs: a variable stands in it by its name, as `<server.port>`, and
 * another actor has a name and no facts yet. The kind's name where the kind cannot say it.
 */
export function commandOf({ kind: name, options }: ActorDeclaration, kind: ActorKind): string {
  if (kind.command === undefined) return name
  const names: string[] = []
  const number = (hole: string): string => {
    if (!names.includes(hole)) names.push(hole)
    return String(standIn + names.indexOf(hole))
  }
  const refer = (actor: string) => ({ name: actor, facts: {} })
  try {
    const filled = resolve(options, kind.options, (hole) => number(hole.name), kind.shorthand, refer)
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
