import { waitsBy } from './calls.ts'
import { descriptorsOf } from './descriptors.ts'
import { readMemory } from './memory.ts'
import { monotonicNow } from './monotonic.ts'
import { linkOf, readProc } from './proc.ts'
import { intOf, pointerOf, timeOutOf, type TimeOut } from './timeouts.ts'

/** When a sleeping thread is woken by its own timer; `never` when it waits for something else, `unknown` where the system does not show it. */
export type Due = Alarm | 'never' | 'unknown'

/** Milliseconds on the clock of `monotonicNow`. */
export interface Alarm {
  /** When it comes. Where only its length is known, the latest moment that is possible. */
  readonly at: number
  /** The earliest moment that is possible. */
  readonly from: number
}

/** When a thread fell asleep: between these two, in milliseconds on the clock of `monotonicNow`. */
export interface FellAsleep {
  readonly from: number
  readonly to: number
}

/**
 * Reads from `/proc/PID/task/TID/syscall` what a thread is blocked in, and until when. Most time-outs count from the moment of the
 * call, which the kernel does not show: `asleep` is what is known of it, and only asked where it is needed.
 */
export function dueOf(pid: number, thread: string, asleep: () => FellAsleep): Due {
  const call = readProc(`/proc/${pid}/task/${thread}/syscall`)
  if (call === undefined) return 'unknown'
  const words = call.trim().split(' ')
  // Awake again, or stopped outside of a call.
  if (words.length < 7 || words[0] === '-1') return 'never'
  const own = timeOutDue(pid, words, asleep)
  const how = waitsBy(Number(words[0]))
  if (own === 'unknown' || how === undefined) return own
  return descriptorsOf(pid, how, words)
    .map((descriptor) => timerDue(pid, descriptor))
    .reduce(sooner, own)
}

/** Whichever of two comes first; what is unknown may come at any time. */
export function sooner(one: Due, other: Due): Due {
  if (one === 'unknown' || other === 'unknown') return 'unknown'
  if (one === 'never') return other
  return other === 'never' ? one : { at: Math.min(one.at, other.at), from: Math.min(one.from, other.from) }
}

const exactly = (at: number): Alarm => ({ at, from: at })

function after(milliseconds: number, asleep: () => FellAsleep): Alarm {
  const { from, to } = asleep()
  return { at: to + milliseconds, from: from + milliseconds }
}

function timeOutDue(pid: number, words: readonly string[], asleep: () => FellAsleep): Due {
  const timeOut = timeOutOf(words)
  if (typeof timeOut === 'string') return timeOut === 'none' ? 'never' : 'unknown'
  if (timeOut.form === 'milliseconds') {
    const milliseconds = intOf(words, timeOut.argument)
    return milliseconds < 0 ? 'never' : after(milliseconds, asleep)
  }
  const pointer = pointerOf(words, timeOut.argument)
  if (pointer === 0 || timeOut.until === 'cpu') return 'never'
  const milliseconds = behind(pid, pointer, timeOut.form)
  if (typeof milliseconds === 'string') return milliseconds
  if (timeOut.until === undefined) return after(milliseconds, asleep)
  return exactly(timeOut.until === 'realtime' ? milliseconds - Date.now() + monotonicNow() : milliseconds)
}

/** struct timespec { int64 seconds, nanoseconds }, struct timeval with microseconds, on machines of 64 bits. */
function behind(pid: number, pointer: number, form: TimeOut['form']): number | 'never' | 'unknown' {
  if (form === 'extended') {
    // struct io_uring_getevents_arg: { u64 sigmask; u32 sigmask_sz; u32 min_wait_usec; u64 ts }
    const extended = readMemory(pid, pointer, 24)
    if (extended.length < 24) return 'unknown'
    const address = Number(extended.readBigUInt64LE(16))
    return address === 0 ? 'never' : behind(pid, address, 'timespec')
  }
  const memory = readMemory(pid, pointer, 16)
  if (memory.length < 16) return 'unknown'
  const seconds = Number(memory.readBigInt64LE(0))
  return seconds * 1000 + Number(memory.readBigInt64LE(8)) / (form === 'timeval' ? 1e3 : 1e6)
}

const left = /^it_value: \((\d+), (\d+)\)$/m

/** A timerfd among what is waited for: its `fdinfo` has the time that is left (proc(5)); (0, 0) when it is disarmed. */
function timerDue(pid: number, descriptor: number): Due {
  if (linkOf(`/proc/${pid}/fd/${descriptor}`) !== 'anon_inode:[timerfd]') return 'never'
  const [, seconds, nanoseconds] = left.exec(readProc(`/proc/${pid}/fdinfo/${descriptor}`) ?? '') ?? []
  if (seconds === undefined) return 'unknown'
  const milliseconds = Number(seconds) * 1000 + Number(nanoseconds) / 1e6
  return milliseconds === 0 ? 'never' : exactly(monotonicNow() + milliseconds)
}
