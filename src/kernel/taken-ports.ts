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
