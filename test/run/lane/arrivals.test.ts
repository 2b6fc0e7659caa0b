import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Arrivals } from '../../../src/run/lane/arrivals.ts'
import type { LineItem } from '../../../src/run/lane/line-cutter.ts'
import { receive, laneForTest } from './lane-for-test.ts'

describe('a line that is taken out of the middle', () => {
  test('leaves the times of the lines before and behind it', () => {
    const { lane } = laneForTest()
    for (const line of ['one\n', 'two\n', 'three\n', 'four\n']) receive(lane, line)
    const timeOf = (line: LineItem) => [lane.main.text(line), lane.main.arrival(line.next)]
    lane.main.remove(lane.main.lines()[1] as LineItem)
    expect(lane.main.lines().map(timeOf)).toEqual([
      ['one', 1],
      ['three', 3],
      ['four', 4],
    ])
    lane.main.remove(lane.main.lines()[0] as LineItem)
    expect(lane.main.lines().map(timeOf)).toEqual([
      ['three', 3],
      ['four', 4],
    ])
  })

  test('that came in pieces leaves the time of the line before it', () => {
    const { lane } = laneForTest()
    for (const piece of ['one\ntw', 'o\nthr', 'ee\n']) receive(lane, piece)
    lane.main.remove(lane.main.lines()[1] as LineItem)
    expect(lane.main.lines().map((line) => lane.main.arrival(line.next))).toEqual([1, 3])
  })
})

/** Every byte with its own time: what Arrivals keeps in fewer marks. */
class EveryByte {
  #times: number[] = []
  #passed = 0
  add(end: number, at: number): void {
    while (this.#passed + this.#times.length < end) this.#times.push(at)
  }
  of(absolute: number): number | undefined {
    return this.#times[absolute - 1 - this.#passed]
  }
  pass(offset: number): void {
    this.#times.splice(0, offset - this.#passed)
    this.#passed = offset
  }
  close(absolute: number, length: number): void {
    this.#times.splice(absolute - this.#passed, length)
  }
}

test('the time of each unread byte is that of its piece, whatever is passed and taken out', () => {
  const piece = fc.record({ bytes: fc.integer({ min: 1, max: 9 }), pass: fc.nat(6), close: fc.nat(4) })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const [arrivals, model] = [new Arrivals(), new EveryByte()]
      let end = 0
      let passed = 0
      pieces.forEach(({ bytes, pass, close }, at) => {
        end += bytes
        arrivals.add(end, at)
        model.add(end, at)
        const removed = Math.min(close, end - passed - 1)
        if (removed > 0) {
          arrivals.close(end - removed - 1, removed)
          model.close(end - removed - 1, removed)
          end -= removed
        }
        passed = Math.min(end, passed + pass)
        arrivals.pass(passed)
        model.pass(passed)
        for (let byte = passed + 1; byte <= end; byte++) expect(arrivals.of(byte)).toBe(model.of(byte))
      })
    }),
  )
})

test('so many marks may pass that those that are left move up', () => {
  const arrivals = new Arrivals()
  for (let at = 1; at <= 3000; at++) arrivals.add(at, at)
  arrivals.pass(2500)
  expect([2501, 2750, 3000].map((byte) => arrivals.of(byte))).toEqual([2501, 2750, 3000])
})

test('before anything has come the time is 0', () => expect(new Arrivals().of(1)).toBe(0))
