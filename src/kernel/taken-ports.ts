/** Of all runs of this process. */
const taken = new Set<number>()

/** Keeps a port for one user until it is given back, also while nobody listens there; false when another one has it. */
export function takePort(port: number): boolean {
  if (taken.has(port)) return false
  taken.add(port)
  return true
}

export const isPortTaken = (port: number): boolean => taken.has(port)

export function giveBackPort(port: number): void {
  taken.delete(port)
}

/** Free ports that are drawn do not end with these digits: a wire stands at a port beside, also one of another process. */
export const digitsOfWires: readonly number[] = [8, 9]

/** The ten ports that differ in their last digit only. */
export function tenOf(port: number): readonly number[] {
  return Array.from({ length: 10 }, (_, last) => port - (port % 10) + last)
}
