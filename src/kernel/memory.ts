import { closeSync, openSync, readSync } from 'node:fs'

/** Bytes of another process's memory through `/proc/PID/mem` (proc(5)); fewer, or none, where they may not be read. */
export function readMemory(pid: number, address: number, length: number): Buffer {
  if (length === 0 || address === 0) return Buffer.alloc(0)
  const memory = Buffer.alloc(length)
  let file: number | undefined
  try {
    file = openSync(`/proc/${pid}/mem`, 'r')
    return memory.subarray(0, readSync(file, memory, 0, length, address))
  } catch {
    return Buffer.alloc(0)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
