import type { ActorDeclaration } from '../../model/scenario.ts'
import type { World } from './world.ts'

/** Actors that one's options name, directly or by a fact in a hole (`port: ${server.port}`). */
export function referencesOf(world: World, declaration: ActorDeclaration): Set<string> {
  const names = new Set(declaration.refersTo.filter((name) => world.members.has(name)))
  for (const hole of declaration.options.holes) {
    const [actor = ''] = (hole.name.split('.')[0] ?? '').split('#')
    if (hole.name.includes('.') && world.members.has(actor) && actor !== declaration.name) names.add(actor)
  }
  return names
}

/** Servers and proxies that a connect of this actor reaches; through a proxy also what stands behind it. */
export function reachedBy(world: World, declaration: ActorDeclaration): Set<string> {
  const reached = new Set<string>()
  const follow = (from: ActorDeclaration): void => {
    for (const name of referencesOf(world, from)) {
      const member = world.members.get(name)
      if (member?.kind === undefined || reached.has(name)) continue
      if (member.kind.role === 'server' || member.kind.role === 'between') reached.add(name)
      if (member.kind.role === 'between') follow(member.declaration)
    }
  }
  follow(declaration)
  return reached
}

/** Everyone whom this actor's end may end too: what it reaches, and what reaches it. */
export function neighboursOf(world: World, name: string): Set<string> {
  const found = new Set<string>()
  for (const [other, { declaration }] of world.members) {
    const reached = reachedBy(world, declaration)
    if (other === name) for (const each of reached) found.add(each)
    else if (reached.has(name) || referencesOf(world, declaration).has(name)) found.add(other)
  }
  return found
}
