/** Microseconds since the start as `0:05.045`; whole (`0:05.045380`) where microseconds are asked for. */
export function clockText(micros: number, whole = false): string {
  const units = Math.floor(whole ? micros : micros / 1000)
  const perSecond = whole ? 1e6 : 1e3
  const seconds = Math.floor(units / perSecond)
  const rest = String(units % perSecond).padStart(whole ? 6 : 3, '0')
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}.${rest}`
}
