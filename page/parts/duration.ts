/** How long something took, in microseconds, in three digits of the unit that people would use: `380 µs`, `4.5 ms`, `1.25 s`, `2 min 5 s`. */
export function durationText(micros: number): string {
  if (micros < 999.5) return `${Math.round(micros)} µs`
  if (micros < 999_500) return `${significant(micros / 1e3)} ms`
  const seconds = micros / 1e6
  if (seconds < 59.95) return `${significant(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

/** Three digits, without noughts at the end. */
const significant = (value: number): string => String(Number(value >= 100 ? value.toFixed(0) : value.toPrecision(3)))
