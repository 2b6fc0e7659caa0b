import { hrtime } from 'node:process'

/**
 * CLOCK_MONOTONIC in milliseconds: the clock of the kernel's absolute time-outs. Node loads nothing for it, as it does for the whole of
 * `performance` when that is first used.
 */
export const monotonicNow = (): number => Number(hrtime.bigint()) / 1e6
