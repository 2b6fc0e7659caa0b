import { closeSync, openSync, readSync, readdirSync } from 'node:fs'
import { waitsBy } from './calls.ts'
import { linkOf, readProc } from './proc.ts'

/** What a process has as its standard input, such as `pipe:[4711]` or `/dev/pts/3`; undefined where the system does not tell. */
export const inputOf = (pid: number): string | undefined => linkOf(`/proc/${pid}/fd/0`)

/**
 * True when some thread of the process is blocked reading `input` (see `inputOf`), or polling it: what is typed now is read at once.
 * `/proc/PID/syscall` has the call and its arguments (proc(5)); where it does not exist nothing is ever found waiting.
 */
export function waitingForInput(pid: number, input: string): boolean {
  let threads: string[]
  try {
    threads = readdirSync(`/proc/${pid}/task`)
  } catch {
    return false
  }
  return threads.some((thread) => {
    const call = readProc(`/proc/${pid}/task/${thread}/syscall`)
    return call !== undefined && waits(pid, input, call)
  })
}

function waits(pid: number, input: string, call: string): boolean {
  // The number is decimal, arguments are hexadecimal; a running thread has only the word “running”.
  const [number = '', first = '', second = ''] = call.split(' ')
  const isInput = (descriptor: number): boolean => linkOf(`/proc/${pid}/fd/${descriptor}`) === input
  switch (waitsBy(Number(number))) {
    case 'read':
      return isInput(Number(first))
    case 'epoll':
      return epollSet(pid, Number(first)).some(isInput)
    case 'poll':
      return pollList(pid, Number(first), Number(second)).some(isInput)
    case 'select':
      return selectBits(pid, Number(first), Number(second)).some(isInput)
    case undefined:
      return false
  }
}

/** Descriptors in an epoll set that are watched for reading (EPOLLIN is 1). */
function epollSet(pid: number, set: number): number[] {
  const text = readProc(`/proc/${pid}/fdinfo/${set}`) ?? ''
  return [...text.matchAll(/^tfd:\s*(\d+) events:\s*([\da-f]+)/gm)]
    .filter(([, , events = '0']) => (Number.parseInt(events, 16) & 1) === 1)
    .map(([, descriptor]) => Number(descriptor))
}

/** poll(2): an array of { int fd; short events; short revents }; POLLIN is 1. */
function pollList(pid: number, address: number, count: number): number[] {
  const memory = readMemory(pid, address, Math.min(count, 1024) * 8)
  const found: number[] = []
  for (let at = 0; at + 8 <= memory.length; at += 8) {
    if ((memory.readInt16LE(at + 4) & 1) === 1) found.push(memory.readInt32LE(at))
  }
  return found
}

/** select(2): a bitmap of the descriptors watched for reading. */
function selectBits(pid: number, count: number, address: number): number[] {
  const memory = readMemory(pid, address, Math.ceil(Math.min(count, 1024) / 8))
  const found: number[] = []
  for (let bit = 0; bit < Math.min(count, memory.length * 8); bit++) {
    if (((memory[bit >> 3] ?? 0) >> (bit & 7)) & 1) found.push(bit)
  }
  return found
}

function readMemory(pid: number, address: number, length: number): Buffer {
  const memory = Buffer.alloc(length)
  if (length === 0 || address === 0) return Buffer.alloc(0)
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
