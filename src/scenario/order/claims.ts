import type { Target } from '../../model/scenario.ts'
import { optionOf } from './options.ts'
import type { Member, World } from './world.ts'

/** Roles whose actors listen themselves; programs may share a port in ways that nobody can see from here. */
const listens = new Set(['server', 'between', 'either'])

/** Finds an actor that wants the port or path of one that is listening on it, where both are written as they are. */
export function checkClaims(world: World, member: Member, target: Target): void {
  const own = claimsOf(member)
  if (own.length === 0) return
  const crowded = member.declaration.count > 1 && target.connection === undefined
  for (const other of world.members.values()) {
    const same = other === member
    if (same ? !crowded : !other.running || other.mayHaveEnded) continue
    const claim = claimsOf(other).find((each) => own.includes(each))
    if (claim !== undefined) report(world, member, other, claim, target)
  }
}

function report(world: World, { declaration }: Member, other: Member, claim: string, target: Target): void {
  const [, sort = '', name = ''] = /^(?:run:)?(\w+):(.*)$/.exec(claim) ?? []
  const path = sort === 'path'
  const option = ['port', 'bind', 'path'].map((each) => optionOf(declaration, each)).find((each) => each !== undefined)
  const what = path ? `the path “${name}”` : `port ${name}`
  const who = other.declaration.name
  world.ledger.report({
    code: path ? 'path-in-use' : 'port-in-use',
    message:
      who === declaration.name
        ? `each of the ${declaration.count} of “${who}” wants ${what}`
        : `“${declaration.name}” wants ${what}, and “${who}” has it already`,
    span: option?.span ?? target.span,
    hint: path
      ? 'give it another path'
      : `leave the number out to be given a free one${who === declaration.name ? '' : `, or end “${who}” before this step`}`,
  })
}

/** What an actor listens on, with its host, as far as its options are known. */
function claimsOf({ kind, declaration }: Member): string[] {
  const { value } = declaration.options
  if (kind?.claims === undefined || value === undefined || !listens.has(kind.role)) return []
  const host = optionOf(declaration, 'host')
  const where = host?.type === 'scalar' && host.source !== 'localhost' ? host.source : '127.0.0.1'
  // A port may be had on each address; of the address of all nobody can say.
  if (where === '0.0.0.0' || where === '::') return []
  try {
    return kind.claims(value.parsed).map((claim) => (where === '127.0.0.1' ? String(claim) : `${claim} on ${where}`))
  } catch {
    return []
  }
}
