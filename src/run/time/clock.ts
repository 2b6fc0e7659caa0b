/** The one clock of a run: microseconds since the scenario's start. */
export interface Clock {
  readonly startedAt: Date
  micros(): number
}

export function startClock(now: () => number, wall: () => Date): Clock {
  const start = now()
  return { startedAt: wall(), micros: () => Math.round((now() - start) * 1000) }
}
