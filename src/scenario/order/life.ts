import type { Target } from '../../model/scenario.ts'
import { referencesOf, reachedBy } from './references.ts'
import type { Member, World } from './world.ts'

/** A server's or proxy's time between two starts: its connections are counted from 1 in it. */
export interface Life {
  /** How many repeats were open when it began: later ones multiply its connects. */
  depth: number
  listening: boolean
  /** Connects that steps make to it. */
  connects: number
  /** Someone whom the steps do not show may connect as well. */
  uncertain: boolean
  /** Programs that were started at the same time may connect in any order. */
  mixed: boolean
  /** Places that say plain `server` and mean its one connection. */
  readonly plain: Target[]
  /** Places that say `server#2`, and how many had connected by then. */
  readonly numbered: { readonly target: Target; readonly number: number; readonly soFar: number }[]
}

export function beginLife(world: World, member: Member): void {
  judgeLife(world, member)
  member.life = {
    depth: world.rounds.length,
    listening: true,
    connects: 0,
    uncertain: world.strangers,
    mixed: false,
    plain: [],
    numbered: [],
  }
}

/** Counts a connect of a client, or of a whole crowd of them. */
export function countConnects(world: World, client: Member, target: Target): void {
  const reached = reachedBy(world, client.declaration)
  const many = target.connection === undefined ? client.declaration.count : 1
  for (const [name, { life }] of world.members) {
    if (life === undefined || !life.listening) continue
    // A client that names no actor (a fixed port, a variable) may reach any server.
    if (reached.size === 0) life.uncertain = true
    else if (reached.has(name))
      life.connects += many * world.rounds.slice(life.depth).reduce((all, { times }) => all * times, 1)
  }
}

/** Once a life is over it is known how many connections could come, so its addresses can be judged. */
export function judgeLife(world: World, member: Member): void {
  const { life } = member
  if (life === undefined) return
  const name = member.declaration.name
  if (life.connects > 1) {
    const clients = namesOfClients(world, name)
    const example = [`“${name}#1”`, ...clients.slice(0, 1).map((client) => `“${name}#${client}”`)].join(' or ')
    const many = Number.isFinite(life.connects) ? String(life.connects) : 'many'
    for (const { span } of life.plain) {
      world.ledger.report({
        code: 'ambiguous-connection',
        message: `“${name}” has ${many} connections, and this does not say which of them is meant`,
        span,
        hint: `say which one: ${example}`,
      })
    }
  }
  if (life.uncertain) return
  for (const { target, number, soFar } of life.numbered) {
    if (number > life.connects) reportNeverComes(world, name, target, number, life.connects)
    else if (number > soFar) {
      world.ledger.report({
        code: 'not-started',
        message: `“${name}#${number}” is used before so many connections to “${name}” have been made`,
        span: target.span,
        hint: 'put the connect that makes it before this step',
      })
    }
  }
}

function reportNeverComes(world: World, name: string, target: Target, number: number, connects: number): void {
  const made =
    connects === 0
      ? `no step connects to “${name}”`
      : connects === 1
        ? `only one connection to “${name}” is made`
        : `only ${connects} connections to “${name}” are made`
  world.ledger.report({
    code: 'unknown-connection',
    message: `“${name}#${number}” never comes: ${made}`,
    span: target.span,
    hint:
      connects === 0
        ? 'connect a client to it before this step'
        : `connect another client, or write “${name}#${connects}”`,
  })
}

export function namesOfClients(world: World, server: string): string[] {
  return [...world.members.values()]
    .filter(({ declaration, kind }) => kind?.role !== 'server' && declaration.name !== server)
    .filter(({ declaration }) => referencesOf(world, declaration).has(server))
    .map(({ declaration }) => declaration.name)
}
