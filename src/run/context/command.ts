import type { ActorKind } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import { resolve } from '../../coercion/argument.ts'

/** First of the numbers that stand in for variables while a command is made: ports, so that they may stand where one is wanted. */
const standIn = 61_001

/** Made twice for each actor: when a run is announced, and when it begins. */
const known = new WeakMap<ActorDeclaration, string>()

/** The same as `commandMade`, which is asked once for each declaration. */
export function commandOf(declaration: ActorDeclaration, kind: ActorKind): string {
  let command = known.get(declaration)
  if (command === undefined) known.set(declaration, (command = commandMade(declaration, kind)))
  return command
}

/**
 * The command that the actor will be started with, shown before the run: a variable stands in it by its name, as `<server.port>`, and
 * another actor has a name and no facts yet. It is the kind's name where the kind cannot give a command.
 */
function commandMade({ kind: name, options }: ActorDeclaration, kind: ActorKind): string {
  if (kind.command === undefined) return name
  const names: string[] = []
  const number = (placeholder: string): string => {
    if (!names.includes(placeholder)) names.push(placeholder)
    return String(standIn + names.indexOf(placeholder))
  }
  const refer = (actor: string) => ({ name: actor, facts: {} })
  try {
    const filled = resolve(options, kind.options, (placeholder) => number(placeholder.name), kind.shorthand, refer)
    const printed: unknown = 'value' in filled ? kind.command(filled.value) : undefined
    if (typeof printed !== 'string') return name
    return printed.replaceAll(/\d{5}/g, (digits) => {
      const placeholder = names[Number(digits) - standIn]
      return placeholder === undefined ? digits : `<${placeholder}>`
    })
  } catch {
    // A kind that cannot give a command is shown by its name.
    return name
  }
}
