import type { ActorDeclaration } from '../../model/scenario.ts'
import type { WalkState } from './walk-state.ts'

/** Actors that one's options name, directly or by a fact in a placeholder (`port: ${server.port}`). */
export function referencesOf(walk: WalkState, declaration: ActorDeclaration): Set<string> {
  const names = new Set(declaration.refersTo.filter((name) => walk.actors.has(name)))
  for (const placeholder of declaration.options.placeholders) {
    const [actor = ''] = (placeholder.name.split('.')[0] ?? '').split('#')
    if (placeholder.name.includes('.') && walk.actors.has(actor) && actor !== declaration.name) names.add(actor)
  }
  return names
}

/** Servers and proxies that a connect of this actor reaches; through a proxy also what stands behind it. */
export function reachedBy(walk: WalkState, declaration: ActorDeclaration): Set<string> {
  const reached = new Set<string>()
  const follow = (from: ActorDeclaration): void => {
    for (const name of referencesOf(walk, from)) {
      const walked = walk.actors.get(name)
      if (walked?.kind === undefined || reached.has(name)) continue
      if (walked.kind.role === 'server' || walked.kind.role === 'proxy') reached.add(name)
      if (walked.kind.role === 'proxy') follow(walked.declaration)
    }
  }
  follow(declaration)
  return reached
}

/** Every actor that this actor's end may end too: those that it reaches, and those that reach it. */
export function neighboursOf(walk: WalkState, name: string): Set<string> {
  const found = new Set<string>()
  for (const [other, { declaration }] of walk.actors) {
    const reached = reachedBy(walk, declaration)
    if (other === name) for (const each of reached) found.add(each)
    else if (reached.has(name) || referencesOf(walk, declaration).has(name)) found.add(other)
  }
  return found
}
