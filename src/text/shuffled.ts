/** A list in another order (Fisher and Yates); `draw` answers numbers from 0 up to 1, and is asked once for each but one. */
export function shuffledBy<T>(list: readonly T[], draw: () => number): T[] {
  const all = [...list]
  for (let last = all.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1))
    ;[all[last], all[other]] = [all[other] as T, all[last] as T]
  }
  return all
}
