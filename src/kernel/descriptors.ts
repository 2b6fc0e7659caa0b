import type { Waits } from './calls.ts'
import { readMemory } from './memory.ts'
import { readProc } from './proc.ts'

/** How many descriptors of one call are looked at. */
const most = 1024

/** The descriptors that a blocked call waits for, to read from them; `words` are the call's number and arguments as `/proc/PID/syscall` has them. */
export function descriptorsOf(pid: number, how: Waits, words: readonly string[]): number[] {
  const first = Number(words[1])
  const second = Number(words[2])
  switch (how) {
    case 'read':
      return [first]
    case 'epoll':
      return epollSet(pid, first)
    case 'poll':
      return pollList(pid, first, second)
    case 'select':
      return selectBits(pid, first, second)
  }
}

/** EPOLLET of include/uapi/linux/eventpoll.h */
const edgeTriggered = 0x80000000

/** Descriptors in an epoll set that are watched for reading (EPOLLIN is 1); without `edges` only level-triggered ones. */
export function epollSet(pid: number, set: number, edges = true): number[] {
  const text = readProc(`/proc/${pid}/fdinfo/${set}`) ?? ''
  return [...text.matchAll(/^tfd:\s*(\d+) events:\s*([\da-f]+)/gm)]
    .filter(([, , events = '0']) => {
      const bits = Number.parseInt(events, 16)
      return (bits & 1) === 1 && (edges || (bits & edgeTriggered) === 0)
    })
    .map(([, descriptor]) => Number(descriptor))
}

/** poll(2): an array of { int fd; short events; short revents }; POLLIN is 1. */
function pollList(pid: number, address: number, count: number): number[] {
  const memory = readMemory(pid, address, Math.min(count, most) * 8)
  const found: number[] = []
  for (let at = 0; at + 8 <= memory.length; at += 8) {
    if ((memory.readInt16LE(at + 4) & 1) === 1) found.push(memory.readInt32LE(at))
  }
  return found
}

/** select(2): a bitmap of the descriptors watched for reading. */
function selectBits(pid: number, count: number, address: number): number[] {
  const memory = readMemory(pid, address, Math.ceil(Math.min(count, most) / 8))
  const found: number[] = []
  for (let bit = 0; bit < Math.min(count, memory.length * 8); bit++) {
    if (((memory[bit >> 3] ?? 0) >> (bit & 7)) & 1) found.push(bit)
  }
  return found
}
