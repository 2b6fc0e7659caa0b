import type { Claim } from '../../model/plugin.ts'
import type { Target } from '../../model/scenario.ts'
import { optionOf } from './options.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** Roles whose actors listen themselves; programs may share a port in ways that cannot be seen from here. */
const listens = new Set(['server', 'proxy', 'peer'])

/** Finds an actor that wants the port or path of one that is listening on it, where both are written as they are. */
export function checkClaims(walk: WalkState, walked: WalkedActor, target: Target): void {
  const own = claimsOf(walked)
  if (own.length === 0) return
  const grouped = walked.declaration.count > 1 && target.connection === undefined
  for (const other of walk.actors.values()) {
    const same = other === walked
    if (same ? !grouped : !other.running || other.mayHaveEnded) continue
    const taken = new Set(claimsOf(other).map(({ claim }) => claim))
    const claim = own.find((each) => taken.has(each.claim))
    if (claim !== undefined) report(walk, walked, other, claim, target)
  }
}

function report(
  walk: WalkState,
  { declaration }: WalkedActor,
  other: WalkedActor,
  taken: Claimed,
  target: Target,
): void {
  const [, sort = '', name = ''] = /^(?:run:)?(\w+):(.*)$/.exec(taken.claim) ?? []
  const path = sort === 'path'
  const option = taken.option === undefined ? undefined : optionOf(declaration, taken.option)
  const what = path ? `the path “${name}”` : `port ${name}`
  const who = other.declaration.name
  walk.collector.report({
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

interface Claimed {
  readonly claim: string
  readonly option?: string
}

/** What an actor listens on, with its host, as far as its options are known. */
function claimsOf({ kind, declaration }: WalkedActor): Claimed[] {
  const { value } = declaration.options
  if (kind?.claims === undefined || value === undefined || !listens.has(kind.role)) return []
  try {
    return kind.claims(value.parsed).flatMap((each) => (typeof each === 'string' ? { claim: each } : placed(each)))
  } catch {
    return []
  }
}

/** A port may be had on each address; the address of all cannot be compared. */
function placed({ claim, host = 'localhost', option }: Claim): Claimed[] {
  if (host === '0.0.0.0' || host === '::') return []
  const usual = host === 'localhost' || host === '127.0.0.1'
  return [{ claim: usual ? claim : `${claim} on ${host}`, option }]
}
