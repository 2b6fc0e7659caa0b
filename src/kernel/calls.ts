import { arch } from 'node:process'

/** A system call in which a thread may sleep; those that differ only in their arguments' forms apart. */
export type Call =
  | 'read'
  | 'epoll'
  | 'epoll2'
  | 'poll'
  | 'ppoll'
  | 'select'
  | 'pselect'
  | 'nanosleep'
  | 'clock-nanosleep'
  | 'futex'
  | 'futex-wait'
  | 'io-uring'
  | 'sigtimedwait'
  | 'semtimedop'
  | 'getevents'
  | 'message-queue'
  | 'restarted'

// Numbers of the Linux system call tables (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h).
const x64: Readonly<Record<number, Call>> = {
  0: 'read',
  19: 'read',
  45: 'read',
  47: 'read',
  232: 'epoll',
  281: 'epoll',
  441: 'epoll2',
  7: 'poll',
  271: 'ppoll',
  23: 'select',
  270: 'pselect',
  35: 'nanosleep',
  230: 'clock-nanosleep',
  202: 'futex',
  449: 'futex-wait',
  455: 'futex-wait',
  426: 'io-uring',
  128: 'sigtimedwait',
  220: 'semtimedop',
  208: 'getevents',
  333: 'getevents',
  242: 'message-queue',
  243: 'message-queue',
  219: 'restarted',
}
const generic: Readonly<Record<number, Call>> = {
  63: 'read',
  65: 'read',
  207: 'read',
  212: 'read',
  22: 'epoll',
  441: 'epoll2',
  73: 'ppoll',
  72: 'pselect',
  101: 'nanosleep',
  115: 'clock-nanosleep',
  98: 'futex',
  449: 'futex-wait',
  455: 'futex-wait',
  426: 'io-uring',
  137: 'sigtimedwait',
  192: 'semtimedop',
  4: 'getevents',
  292: 'getevents',
  182: 'message-queue',
  183: 'message-queue',
  128: 'restarted',
}

/** The call of this number, `other` where it is none of these; undefined on a machine whose numbers are not known here. */
export function callOf(number: number, machine: string = arch): Call | 'other' | undefined {
  const table = machine === 'x64' ? x64 : machine === 'arm64' || machine === 'riscv64' ? generic : undefined
  return table === undefined ? undefined : (table[number] ?? 'other')
}

/** How a system call waits for descriptors: by reading one, or by polling a list, a bitmap or an epoll set of them. */
export type Waits = 'read' | 'poll' | 'select' | 'epoll'

const waits: Readonly<Partial<Record<Call | 'other', Waits>>> = {
  read: 'read',
  epoll: 'epoll',
  epoll2: 'epoll',
  poll: 'poll',
  ppoll: 'poll',
  select: 'select',
  pselect: 'select',
}

/** What the system call of this number waits for on this machine, if it waits for descriptors at all. */
export const waitsBy = (number: number): Waits | undefined => waits[callOf(number) ?? 'other']
