import type { Target } from '../../model/scenario.ts'
import { referencesOf, reachedBy } from './references.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

export function beginLifetime(walk: WalkState, walked: WalkedActor): void {
  checkLifetime(walk, walked)
  walked.lifetime = {
    depth: walk.rounds.length,
    listening: true,
    connects: 0,
    uncertain: walk.strangers,
    mixed: false,
    plain: [],
    numbered: [],
  }
}

/** Counts a connect of a client, or of a whole group of them. */
export function countConnects(walk: WalkState, client: WalkedActor, target: Target): void {
  const reached = reachedBy(walk, client.declaration)
  const many = target.connection === undefined ? client.declaration.count : 1
  for (const [name, { lifetime }] of walk.actors) {
    if (lifetime === undefined || !lifetime.listening) continue
    // A client that names no actor (a fixed port, a variable) may reach any server.
    if (reached.size === 0) lifetime.uncertain = true
    else if (reached.has(name))
      lifetime.connects += many * walk.rounds.slice(lifetime.depth).reduce((all, { times }) => all * times, 1)
  }
}

/** Once a life is over it is known how many connections could come, so its addresses can be judged. */
export function checkLifetime(walk: WalkState, walked: WalkedActor): void {
  const { lifetime } = walked
  if (lifetime === undefined) return
  const name = walked.declaration.name
  if (lifetime.connects > 1) {
    const clients = namesOfClients(walk, name)
    const example = [`“${name}#1”`, ...clients.slice(0, 1).map((client) => `“${name}#${client}”`)].join(' or ')
    const many = Number.isFinite(lifetime.connects) ? String(lifetime.connects) : 'many'
    for (const { span } of lifetime.plain) {
      walk.collector.report({
        code: 'ambiguous-connection',
        message: `“${name}” has ${many} connections, and this does not say which of them is meant`,
        span,
        hint: `say which one: ${example}`,
      })
    }
  }
  if (lifetime.uncertain) return
  for (const { target, number, soFar } of lifetime.numbered) {
    if (number > lifetime.connects) reportNeverComes(walk, name, target, number, lifetime.connects)
    else if (number > soFar) {
      walk.collector.report({
        code: 'not-started',
        message: `“${name}#${number}” is used before so many connections to “${name}” have been made`,
        span: target.span,
        hint: 'put the connect that makes it before this step',
      })
    }
  }
}

function reportNeverComes(walk: WalkState, name: string, target: Target, number: number, connects: number): void {
  const made =
    connects === 0
      ? `no step connects to “${name}”`
      : connects === 1
        ? `only one connection to “${name}” is made`
        : `only ${connects} connections to “${name}” are made`
  walk.collector.report({
    code: 'unknown-connection',
    message: `“${name}#${number}” never comes: ${made}`,
    span: target.span,
    hint:
      connects === 0
        ? 'connect a client to it before this step'
        : `connect another client, or write “${name}#${connects}”`,
  })
}

export function namesOfClients(walk: WalkState, server: string): string[] {
  return [...walk.actors.values()]
    .filter(({ declaration, kind }) => kind?.role !== 'server' && declaration.name !== server)
    .filter(({ declaration }) => referencesOf(walk, declaration).has(server))
    .map(({ declaration }) => declaration.name)
}
