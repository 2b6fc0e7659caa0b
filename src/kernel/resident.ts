import { readFileSync } from 'node:fs'

/** Resident memory of processes, in bytes (`VmRSS` of `/proc/PID/status`, proc(5)); undefined where none of them shows it. */
export function residentBytes(pids: readonly number[]): number | undefined {
  let sum: number | undefined
  for (const pid of pids) {
    const own = residentOf(pid)
    if (own !== undefined) sum = (sum ?? 0) + own
  }
  return sum
}

function residentOf(pid: number): number | undefined {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
  } catch {
    return undefined
  }
}
