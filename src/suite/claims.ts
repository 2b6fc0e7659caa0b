import type { HolderPlace, InUse } from '../model/progress.ts'
import type { Checked } from '../pipeline.ts'

/** What a scenario's actors must have for themselves, as far as their options are known before the run. */
export function claimsOf(checked: Checked): readonly string[] {
  const claims = new Set<string>(checked.scenario?.uses)
  for (const actor of checked.scenario?.actors.values() ?? []) {
    const kind = checked.registry.kinds.get(actor.kind)?.value
    if (kind?.claims === undefined || actor.options.value === undefined) continue
    try {
      for (const each of kind.claims(actor.options.value.parsed)) {
        const claim = String(typeof each === 'object' ? each.claim : each)
        if (!claim.startsWith('run:')) claims.add(claim)
      }
    } catch {
      // A kind that cannot list what it needs claims nothing; what it then does wrong is reported by its own run.
    }
  }
  return [...claims]
}

/**
 * Reserves what a scenario uses, and the fixed ports of its servers: other runs of this user wait for it. The code for that is loaded
 * where there is something to reserve.
 */
export async function holdUses(
  checked: Checked,
  signal: AbortSignal,
  { self, waits }: { readonly self: HolderPlace; waits?(inUse: InUse | undefined): void },
): Promise<(() => void) | undefined> {
  const names = claimsOf(checked).filter((claim) => shared.test(claim))
  if (names.length === 0) return undefined
  const { hold } = await import('./hold.ts')
  return hold(names, signal, {
    self,
    waits: (name, by) => waits?.({ what: shownClaim(name), ...(by !== undefined && { by }) }),
    waitsNoMore: () => waits?.(undefined),
  })
}

/** What is one thing for all runs of a machine. The files of sockets are not: each run is in a folder of its own. */
const shared = /^(?:use|tcp|udp):/

/** `port 3100` for `tcp:3100`, `“database”` for `use:database`. */
function shownClaim(claim: string): string {
  const port = /^(?:tcp|udp):(\d+)$/.exec(claim)?.[1]
  return port === undefined ? `“${claim.replace(/^use:/, '')}”` : `port ${port}`
}
