/** Two clocks of a conversation, in microseconds: as it was, and as it is played, where no pause lasts longer than `idle`. */
export interface FoldedTime {
  /** Of the whole conversation, as it is played. */
  readonly duration: number
  /** When a moment of the conversation is played. */
  played(at: number): number
  /** Which moment of the conversation is played then. */
  at(played: number): number
}

/**
 * Shortens the pauses between moments, which are in order; within a shortened pause time goes faster. Before the first moment there is a
 * pause too.
 */
export function foldedTime(moments: readonly number[], idle: number): FoldedTime {
  const was = [0]
  const plays = [0]
  let last = 0
  let played = 0
  for (const moment of moments) {
    if (moment <= last) continue
    played += Math.min(moment - last, idle)
    last = moment
    was.push(last)
    plays.push(played)
  }
  return { duration: played, played: (at) => between(at, was, plays), at: (time) => between(time, plays, was) }
}

/** How many of some numbers in ascending order are not greater than `limit`. */
export function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0
  let high = numbers.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((numbers[middle] as number) <= limit) low = middle + 1
    else high = middle
  }
  return low
}

/** The value in `to` at the place that `value` has in `from`, on a straight line between two neighbours. */
function between(value: number, from: readonly number[], to: readonly number[]): number {
  const next = countUpTo(from, Math.max(0, value))
  const [start, begun] = [from[next - 1] ?? 0, to[next - 1] ?? 0]
  if (next === from.length) return begun
  const share = (value - start) / ((from[next] as number) - start)
  return begun + Math.max(0, share) * ((to[next] as number) - begun)
}
