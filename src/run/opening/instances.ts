import type { Framer } from '../../model/framer.ts'
import type { ActorKind } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import type { ActorInstance, Connection } from '../context/actor-instance.ts'
import type { RunContext } from '../context/run-context.ts'
import { framerOf } from './framer-of.ts'

/** The instances of an actor before their first life: one, or as many as its group has. */
export function instancesOf(context: RunContext, declaration: ActorDeclaration): ActorInstance[] {
  const contribution = context.registry.kinds.get(declaration.kind)
  if (contribution === undefined) return []
  const kind = contribution.value
  let framer: Framer | undefined
  const framed = () => (framer ??= framerOf(context, declaration, kind.framing))
  const { name, count } = declaration
  if (count <= 1) return [new Instance(name, undefined, declaration, kind, framed)]
  return Array.from(
    { length: count },
    (_, index) => new Instance(`${name}#${index + 1}`, index + 1, declaration, kind, framed),
  )
}

/** A group has thousands, so none has a function of its own. */
class Instance implements ActorInstance {
  readonly name: string
  readonly number: number | undefined
  readonly declaration: ActorDeclaration
  readonly kind: ActorKind
  lane: ActorInstance['lane'] = undefined
  actor: ActorInstance['actor'] = undefined
  starting: ActorInstance['starting'] = undefined
  lifetime: ActorInstance['lifetime'] = undefined
  connections: Connection[] = []
  callers: ActorInstance['callers'] = undefined
  arrived = 0
  known = 0
  addressed = 0
  readonly former: ActorInstance['former'] = []
  readonly #framer: () => Framer

  constructor(
    name: string,
    number: number | undefined,
    declaration: ActorDeclaration,
    kind: ActorKind,
    framer: () => Framer,
  ) {
    this.name = name
    this.number = number
    this.declaration = declaration
    this.kind = kind
    this.#framer = framer
  }

  get framer(): Framer {
    return this.#framer()
  }
}
