import type { Pace } from '../model/format.ts'
import type { Replay } from '../model/replay.ts'

/** Microseconds: what one lane prints within this time is read as one. */
const burst = 5000
/** Microseconds for which what came is looked at, at least; more for long texts, and never more than the last. */
const look = { least: 500_000, perCharacter: 8000, most: 2_000_000 }
/** Microseconds: nobody looks for longer, so that a long conversation goes faster. */
const longest = 60_000_000

/** Microseconds for which a screen shows one picture: what comes within them is seen at once. */
const frame = 16_667
/** More moments than this would make a file that nobody can play. */
const mostMoments = 20_000

/** When each row is shown in what moves, in microseconds from the beginning; never less than for the row before. */
export function pacedTimes(replay: Replay, pace: Pace): number[] {
  if (pace === 'real' && replay.exact) return realTimes(replay.times)
  const { rows } = replay.transcript
  const shown: number[] = []
  let burstLength = 0
  for (const [index, row] of rows.entries()) {
    const [at, before] = [replay.times[index] as number, replay.times[index - 1] ?? 0]
    const last = rows[index - 1]
    const pause = Math.max(0, at - before)
    const goesOn = last?.lane === row.lane && last.mark === row.mark && replay.exact && pause <= burst
    const needed = look.least + (last === undefined ? 0 : burstLength * look.perCharacter)
    burstLength = goesOn ? burstLength + row.text.length : row.text.length
    shown.push((shown[index - 1] ?? 0) + (goesOn ? 0 : Math.min(look.most, Math.max(pause, needed))))
  }
  return withinLongest(shown)
}

function withinLongest(shown: readonly number[]): number[] {
  const faster = Math.min(1, longest / Math.max(1, shown.at(-1) ?? 0))
  if (faster === 1) return [...shown]
  const times = shown.map((at) => Math.round(at * faster))
  return times.length > longest / frame ? inFrames(times, frame) : times
}

function realTimes(times: readonly number[]): number[] {
  const last = times.at(-1) ?? 0
  return times.length > mostMoments ? inFrames(times, Math.max(frame, last / mostMoments)) : [...times]
}

/** Times that one picture shows are one time. */
const inFrames = (times: readonly number[], length: number): number[] =>
  times.map((at) => Math.round(Math.floor(at / length) * length))

/**
 * The same for what a program writes to its terminal, so many characters at a moment, and the beginnings of steps, which write nothing.
 * What moves there moves as it did; what stands there when a step begins stays until it can be read, and no pause is long.
 */
export function pacedTerminal(
  moments: readonly { readonly at: number; readonly written?: number }[],
  pace: Pace,
): number[] {
  if (pace === 'real') return moments.map(({ at }) => at)
  let [before, now, wrote, unread] = [0, 0, 0, 0]
  return moments.map(({ at, written }) => {
    now += Math.min(look.most, Math.max(0, at - before))
    before = at
    if (written !== undefined) {
      wrote = now
      unread += written
    } else if (unread > 0) {
      now = Math.max(now, wrote + Math.min(look.most, look.least + unread * look.perCharacter))
      unread = 0
    }
    return now
  })
}
