import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Deadlines } from '../../../src/run/time/deadlines.ts'

let deadlines: Deadlines
beforeEach(() => {
  vi.useFakeTimers()
  const start = performance.now()
  deadlines = new Deadlines({
    startedAt: new Date(0),
    micros: () => Math.round((performance.now() - start) * 1000),
  })
})
afterEach(() => void vi.useRealTimers())

test('each wait is late at its own time, whichever was started first', () => {
  const late: string[] = []
  deadlines.start(100, () => late.push('hundred'))
  deadlines.start(10, () => late.push('ten'))
  deadlines.start(50, () => late.push('fifty'))
  vi.advanceTimersByTime(10)
  expect(late).toEqual(['ten'])
  vi.advanceTimersByTime(40)
  expect(late).toEqual(['ten', 'fifty'])
  vi.advanceTimersByTime(1000)
  expect(late).toEqual(['ten', 'fifty', 'hundred'])
})

test('a wait that was stopped is never late, and one that follows it is not early', () => {
  const late: string[] = []
  const first = deadlines.start(100, () => late.push('first'))
  vi.advanceTimersByTime(60)
  deadlines.stop(first)
  deadlines.start(100, () => late.push('second'))
  vi.advanceTimersByTime(99)
  expect(late).toEqual([])
  vi.advanceTimersByTime(1)
  expect(late).toEqual(['second'])
})

test('one that is late may start another', () => {
  const late: string[] = []
  deadlines.start(5, () => {
    late.push('first')
    deadlines.start(5, () => late.push('second'))
  })
  vi.advanceTimersByTime(5)
  expect(late).toEqual(['first'])
  vi.advanceTimersByTime(5)
  expect(late).toEqual(['first', 'second'])
})

test('a later one that is started meanwhile does not hold up those that wait already', () => {
  const late: string[] = []
  deadlines.start(5, () => deadlines.start(1000, () => late.push('started last')))
  deadlines.start(10, () => late.push('started before'))
  vi.advanceTimersByTime(10)
  expect(late).toEqual(['started before'])
})

test('closed, nothing is left that would keep a process alive', () => {
  deadlines.start(100, () => expect.unreachable())
  expect(vi.getTimerCount()).toBe(1)
  deadlines.close()
  expect(vi.getTimerCount()).toBe(0)
})

test('those that can be given up are, unless they are over, and only of those that were open', () => {
  const givenUp: string[] = []
  const of = (name: string) => ({ giveUp: () => void givenUp.push(name) })
  const none = () => expect.unreachable()
  const first = deadlines.startAt(1e6, none, of('first'))
  deadlines.startAt(1e6, none, of('second'))
  deadlines.start(1000, none)
  const before = deadlines.open
  expect(before).toHaveLength(3)
  deadlines.startAt(1e6, none, of('later'))
  deadlines.stop(first)
  deadlines.giveUp(before)
  expect(givenUp).toEqual(['second'])
})
