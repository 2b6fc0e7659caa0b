import { callOf, type Call } from './calls.ts'

/** Where a system call has its time-out: in the argument itself as milliseconds, or behind a pointer. */
export interface TimeOut {
  /** Which argument, counted from 0. */
  readonly argument: number
  /** `milliseconds`: a C int, negative for none. `extended`: a struct io_uring_getevents_arg with a pointer in it. */
  readonly form: 'milliseconds' | 'timespec' | 'timeval' | 'extended'
  /** On which clock it ends; absent when it counts from the moment of the call. */
  readonly until?: Clock
}

/** `cpu`: it runs only while its process does, so that it wakes no sleeping thread. */
type Clock = 'monotonic' | 'realtime' | 'cpu'

/**
 * What is known of the time-out of a blocked call: where it stands, `none` for a call that has none, `unknown` when there may be
 * one that cannot be seen. `words` are its number and arguments as `/proc/PID/syscall` has them.
 */
export function timeOutOf(words: readonly string[], machine?: string): Form {
  const call = callOf(Number(words[0]), machine)
  if (call === undefined) return 'unknown'
  const form = call === 'other' ? 'none' : forms[call]
  return typeof form === 'function' ? form(words) : form
}

type Form = TimeOut | 'none' | 'unknown'

const forms: Readonly<Record<Call, Form | ((words: readonly string[]) => Form)>> = {
  read: 'none',
  epoll: { argument: 3, form: 'milliseconds' },
  epoll2: { argument: 3, form: 'timespec' },
  poll: { argument: 2, form: 'milliseconds' },
  ppoll: { argument: 2, form: 'timespec' },
  select: { argument: 4, form: 'timeval' },
  pselect: { argument: 4, form: 'timespec' },
  nanosleep: { argument: 0, form: 'timespec' },
  'clock-nanosleep': clockNanosleep,
  futex,
  'futex-wait': futexWait,
  'io-uring': ioUring,
  sigtimedwait: { argument: 2, form: 'timespec' },
  semtimedop: { argument: 3, form: 'timespec' },
  getevents: { argument: 4, form: 'timespec' },
  'message-queue': { argument: 4, form: 'timespec', until: 'realtime' },
  // A signal came in between, and the kernel does not show how the call goes on.
  restarted: 'unknown',
}

/** The low 32 bits of an argument, as the kernel takes an unsigned int. */
const bits = (words: readonly string[], argument: number): number => Number(BigInt.asUintN(32, wide(words, argument)))

/** An argument as it stands; 0 when it is absent. */
function wide(words: readonly string[], argument: number): bigint {
  try {
    return BigInt(words[argument + 1] ?? 0)
  } catch {
    return 0n
  }
}

/** An argument as a C int: -1 is written as 0xffffffff or with all 64 bits. */
export const intOf = (words: readonly string[], argument: number): number =>
  Number(BigInt.asIntN(32, wide(words, argument)))

export const pointerOf = (words: readonly string[], argument: number): number => Number(wide(words, argument))

/** CLOCK_REALTIME is 0, and the CPU clocks are 2, 3 and negative; the others go on like CLOCK_MONOTONIC while the machine is awake. */
function clockOf(id: number): Clock {
  if (id === 0 || id === 8 || id === 11) return 'realtime'
  return id < 0 || id === 2 || id === 3 ? 'cpu' : 'monotonic'
}

/** clock_nanosleep(2): TIMER_ABSTIME is 1. */
function clockNanosleep(words: readonly string[]): TimeOut {
  const clock = clockOf(intOf(words, 0))
  const until = (bits(words, 1) & 1) === 1 || clock === 'cpu' ? { until: clock } : {}
  return { argument: 2, form: 'timespec', ...until }
}

/** futex(2): FUTEX_WAIT is relative, all others that take a time-out are absolute. */
function futex(words: readonly string[]): TimeOut | 'none' {
  const operation = bits(words, 1)
  const clock: Clock = (operation & 256) === 256 ? 'realtime' : 'monotonic'
  switch (operation & 127) {
    case 0:
      return { argument: 3, form: 'timespec' }
    case 6:
      return { argument: 3, form: 'timespec', until: 'realtime' }
    case 9:
    case 11:
    case 13:
      return { argument: 3, form: 'timespec', until: clock }
    default:
      return 'none'
  }
}

/** futex_waitv and futex_wait: (…, timeout, clock), at different places. */
function futexWait(words: readonly string[]): TimeOut {
  const argument = words[0] === '449' ? 3 : 4
  return { argument, form: 'timespec', until: clockOf(intOf(words, argument + 1)) }
}

/** io_uring_enter(2): IORING_ENTER_EXT_ARG is 8, IORING_ENTER_ABS_TIMER 32. */
function ioUring(words: readonly string[]): TimeOut | 'none' {
  const flags = bits(words, 3)
  if ((flags & 8) === 0) return 'none'
  return { argument: 4, form: 'extended', ...((flags & 32) === 32 ? { until: 'monotonic' as const } : {}) }
}
