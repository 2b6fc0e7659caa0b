import type { Pace } from '../../src/model/format.ts'
import type { Replay } from '../../src/model/replay.ts'
import { countUpTo, foldedTime } from '../../src/picture/folded-time.ts'
import { pacedTimes } from '../../src/picture/pace.ts'

/** How a replay goes: as `scenario render --pace` draws what moves, or in its own time with long pauses shortened. */
export type PlayPace = Pace | 'folded'

/** The time of a conversation as it is played, in microseconds, beside its own. */
export interface PlayClock {
  /** Of the whole conversation, as it is played. */
  readonly duration: number
  /** The moment of the conversation that is played then. */
  at(played: number): number
  /** How many rows have come by then. */
  rows(played: number): number
  /** When a moment is played at which so many rows have come: of rows that came at once, each may have a time of its own. */
  played(at: number, rows: number): number
}

interface Given {
  readonly replay: Replay
  /** Microseconds at which each row came. */
  readonly times: readonly number[]
  readonly duration: number
}

/** Microseconds to which a longer pause is shortened. */
const idleLimit = 500_000

export function playClocks(given: Given): Readonly<Record<PlayPace, PlayClock>> {
  const { times, duration } = given
  const folded = foldedTime([...times, duration], idleLimit)
  return {
    readable: readable(given),
    folded: { ...folded, rows: (played) => countUpTo(times, folded.at(played)) },
    real: { duration, at: (played) => played, rows: (played) => countUpTo(times, played), played: (at) => at },
  }
}

/** Each row is shown for long enough to be read, and no pause is long. */
function readable({ replay, times, duration }: Given): PlayClock {
  const shown = pacedTimes(replay, 'readable')
  const rest = Math.min(idleLimit, duration - (times.at(-1) ?? 0))
  const end = (shown.at(-1) ?? 0) + rest
  const was = [0, ...times, duration]
  const plays = [0, ...shown, end]
  return {
    duration: end,
    at(played) {
      const place = countUpTo(plays, played) - 1
      return between(played, place, plays, was)
    },
    rows: (played) => countUpTo(shown, played),
    played: (at, rows) => between(at, rows, was, plays),
  }
}

/** The value in `to` where `value` is in `from`, on a straight line from a place to the next. */
function between(value: number, place: number, from: readonly number[], to: readonly number[]): number {
  const [start, begun] = [from[place] ?? 0, to[place] ?? 0]
  const [end, ended] = [from[place + 1] ?? start, to[place + 1] ?? begun]
  if (end <= start) return begun
  return begun + Math.min(1, Math.max(0, (value - start) / (end - start))) * (ended - begun)
}
