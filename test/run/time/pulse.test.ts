import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Pulse } from '../../../src/run/time/pulse.ts'

let pulse: Pulse
let start: number
const micros = () => Math.round((performance.now() - start) * 1000)
beforeEach(() => {
  vi.useFakeTimers()
  start = performance.now()
  pulse = new Pulse({ startedAt: new Date(0), micros })
})
afterEach(() => {
  pulse.stop()
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

test('while the loop goes round in time, what was read came then', () => {
  vi.advanceTimersByTime(100)
  expect(pulse.earliest(micros())).toBe(100_000)
  expect(pulse.earliest(51_000)).toBe(51_000)
})

test('what was read after the loop stood still may have come when it last went round', () => {
  vi.advanceTimersByTime(20)
  vi.setSystemTime(0)
  const stood = start
  start -= 50 // 50 ms in which no timer fired
  vi.advanceTimersByTime(2)
  expect(pulse.earliest(micros())).toBe(20_000)
  expect(pulse.earliest(micros() + 1)).toBe(20_000)
  vi.advanceTimersByTime(100)
  expect(pulse.earliest(micros())).toBe(micros())
  expect(stood).toBeGreaterThan(start)
})
