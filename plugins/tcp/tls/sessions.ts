import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lane } from '../../../src/plugin.ts'

/** Lives of an actor share nothing but the run’s own folder, so its last session waits there for the next life. */
const placeOf = ({ tmp, name }: Lane) => join(tmp, `.tls-session-${encodeURIComponent(name)}`)

export function keepSession(lane: Lane, session: Buffer): void {
  // A ticket can come when the run is over and its folder has gone.
  if (existsSync(lane.tmp)) writeFileSync(placeOf(lane), session, { mode: 0o600 })
}

export function earlierSession(lane: Lane): Buffer | undefined {
  try {
    return readFileSync(placeOf(lane))
  } catch {
    return undefined
  }
}
