import { socketsIn } from '../processes/tables.ts'

const lowest = 20_000
const highest = 31_999
/** Drawn by any run of this process, so that scenarios side by side never get the same one. */
const taken = new Set<number>()

/**
 * A port below the ephemeral range that nobody listens on, kept until it is given back. On Linux the kernel's tables are asked;
 * elsewhere a taken one shows when it is bound. Starts at a place that differs between processes.
 */
export function drawFreePort(seed: number): number {
  const used = listening()
  const span = highest - lowest + 1
  for (let i = 0; i < span; i++) {
    const port = lowest + ((seed + i) % span)
    if (taken.has(port) || used.has(port)) continue
    taken.add(port)
    return port
  }
  return lowest
}

export function giveBackPort(port: number): void {
  taken.delete(port)
}

function listening(): Set<number> {
  const ports = new Set<number>()
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6'] as const)
    for (const [, local = ''] of socketsIn(table) ?? []) ports.add(Number.parseInt(local.split(':')[1] ?? '', 16))
  return ports
}
