import { arch } from 'node:process'

/** How a system call waits for descriptors: by reading one, or by polling a list, a bitmap or an epoll set of them. */
export type Waits = 'read' | 'poll' | 'select' | 'epoll'

// Numbers of the Linux system call tables (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h).
const x64: Readonly<Record<number, Waits>> = {
  0: 'read',
  19: 'read',
  45: 'read',
  47: 'read',
  7: 'poll',
  271: 'poll',
  23: 'select',
  270: 'select',
  232: 'epoll',
  281: 'epoll',
  441: 'epoll',
}
const generic: Readonly<Record<number, Waits>> = {
  63: 'read',
  65: 'read',
  207: 'read',
  212: 'read',
  73: 'poll',
  72: 'select',
  20: 'epoll',
  22: 'epoll',
  441: 'epoll',
}

/** What the system call of this number waits for on this machine, if it waits for descriptors at all. */
export const waitsBy = (number: number): Waits | undefined =>
  arch === 'x64' ? x64[number] : arch === 'arm64' || arch === 'riscv64' ? generic[number] : undefined
