import { describe, expect, test } from 'vitest'
import { intOf, timeOutOf } from '../../src/kernel/timeouts.ts'

const call = (line: string) => line.split(' ')

describe('the time-out of a blocked call', () => {
  test.each([
    ['epoll_wait', '232 0x3 0x7ffe 0x10 0x5a', { argument: 3, form: 'milliseconds' }],
    ['epoll_pwait2', '441 0x3 0x7ffe 0x10 0x7f00 0x0', { argument: 3, form: 'timespec' }],
    ['poll', '7 0x7f00 0x1 0x64', { argument: 2, form: 'milliseconds' }],
    ['select', '23 0x0 0x0 0x0 0x0 0x7f00', { argument: 4, form: 'timeval' }],
    ['nanosleep', '35 0x7f00 0x7f10', { argument: 0, form: 'timespec' }],
    ['clock_nanosleep', '230 0x1 0x0 0x7f00 0x0', { argument: 2, form: 'timespec' }],
    ['until a moment', '230 0x1 0x1 0x7f00 0x0', { argument: 2, form: 'timespec', until: 'monotonic' }],
    ['on the wall clock', '230 0x0 0x1 0x7f00 0x0', { argument: 2, form: 'timespec', until: 'realtime' }],
    ['of processor time', '230 0x2 0x0 0x7f00 0x0', { argument: 2, form: 'timespec', until: 'cpu' }],
    ['FUTEX_WAIT', '202 0x1 0x80 0x0 0x7f00', { argument: 3, form: 'timespec' }],
    ['FUTEX_WAIT_BITSET', '202 0x1 0x89 0x0 0x7f00', { argument: 3, form: 'timespec', until: 'monotonic' }],
    ['the same by the wall clock', '202 0x1 0x189 0x0 0x7f00', { argument: 3, form: 'timespec', until: 'realtime' }],
    ['FUTEX_WAKE', '202 0x1 0x81 0x1 0x0', 'none'],
    ['futex_waitv', '449 0x1 0x1 0x0 0x7f00 0x1', { argument: 3, form: 'timespec', until: 'monotonic' }],
    ['io_uring_enter', '426 0x4 0x0 0x1 0x1 0x0 0x8', 'none'],
    ['io_uring_enter with its argument', '426 0x4 0x0 0x1 0x9 0x7f00 0x18', { argument: 4, form: 'extended' }],
    ['read', '0 0x0 0x7f00 0x400', 'none'],
    ['restart_syscall', '219 0x0 0x0', 'unknown'],
  ])('%s', (_, line, wanted) => expect(timeOutOf(call(line), 'x64')).toEqual(wanted))

  test('other machines have other numbers, and of some nobody knows', () => {
    expect(timeOutOf(call('22 0x3 0x7ffe 0x10 0x5a'), 'arm64')).toEqual({ argument: 3, form: 'milliseconds' })
    expect(timeOutOf(call('115 0x1 0x1 0x7f00'), 'arm64')).toMatchObject({ argument: 2, until: 'monotonic' })
    expect(timeOutOf(call('22 0x3'), 'mips')).toBe('unknown')
  })

  test('-1 is written with 32 bits or with 64', () => {
    expect(intOf(call('232 0xffffffff 0xffffffffffffffff 0x5a'), 0)).toBe(-1)
    expect(intOf(call('232 0xffffffff 0xffffffffffffffff 0x5a'), 1)).toBe(-1)
    expect(intOf(call('232 0xffffffff 0xffffffffffffffff 0x5a'), 2)).toBe(90)
  })
})
