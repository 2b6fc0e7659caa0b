import { makeAuthority, type Authority } from './certificate.ts'

const ofRuns = new WeakMap<object, Map<string, Promise<Authority>>>()

/** The authority of an actor, such as `server`: the same in all its lives and for all its connections, as long as its run. */
export function authorityOf(run: object, actor: string): Promise<Authority> {
  const own = ofRuns.get(run) ?? new Map<string, Promise<Authority>>()
  ofRuns.set(run, own)
  const authority = own.get(actor) ?? makeAuthority(Date.now(), actor)
  own.set(actor, authority)
  return authority
}

/** What a client of this run trusts by itself: all that has signed something in it, as PEM; undefined where nothing has. */
export async function trustedIn(run: object): Promise<string | undefined> {
  const own = ofRuns.get(run)
  if (own === undefined) return undefined
  const all = await Promise.all(own.values())
  return all.map(({ pem }) => pem).join('')
}
