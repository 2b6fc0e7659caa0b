/** Microseconds since the start as `0:05.045`; whole (`0:05.045380`) where microseconds are asked for. */
export function clockText(micros: number, whole = false): string {
  const units = Math.floor(whole ? micros : micros / 1000)
  const perSecond = whole ? 1e6 : 1e3
  const seconds = Math.floor(units / perSecond)
  const rest = String(units % perSecond).padStart(whole ? 6 : 3, '0')
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${rest}`
}

/** How long something took, in the unit that people would use: `380 µs`, `4.5 ms`, `1.25 s`, `2 min 5 s`. */
export function durationText(micros: number): string {
  if (micros < 1000) return `${Math.round(micros)} µs`
  if (micros < 999_500) return `${significant(micros / 1000)} ms`
  const seconds = micros / 1e6
  if (seconds < 60) return `${significant(seconds)} s`
  return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`
}

/** Three digits, without noughts at the end. */
const significant = (value: number): string => String(Number(value >= 100 ? value.toFixed(0) : value.toPrecision(3)))
