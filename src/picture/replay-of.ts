import type { Replay } from '../model/replay.ts'
import type { Transcript } from '../model/transcript.ts'

/** A transcript as a replay: whole seconds, no steps and no bytes. */
export function replayOf(transcript: Transcript): Replay {
  let latest = 0
  const times = transcript.rows.map(({ at }) => (latest = Math.max(latest, at * 1e6)))
  return { transcript, times, exact: false, steps: [], chunks: [], duration: latest }
}
