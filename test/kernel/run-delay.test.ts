import { expect, test } from 'vitest'
import { timeBetweenLooks, type Look } from '../../src/kernel/run-delay.ts'

const look = (
  now: number,
  threads: Readonly<Record<string, readonly [waited: number, ran: string, ready?: true]>>,
): Look => ({
  now,
  delays: new Map(Object.entries(threads).map(([name, [waited, ran]]) => [name, { waited, ran }])),
  ready: (name) => threads[name]?.[2] === true,
})

test('time in which a thread sleeps or runs was given to it', () => {
  const given = timeBetweenLooks(look(0, { a: [5, '1 1'] }))
  expect(given(look(100, { a: [5, '1 1'] }))).toBe(100)
  expect(given(look(150, { a: [5, '40 2'] }))).toBe(150)
})

test('time in which one of them waited for a processor was not, also while it still waits', () => {
  const given = timeBetweenLooks(look(0, { a: [0, '1 1'], b: [0, '1 1'] }))
  expect(given(look(100, { a: [30, '9 2'], b: [80, '9 2'] }))).toBe(20)
  expect(given(look(300, { a: [30, '9 2', true], b: [80, '9 2'] }))).toBe(20)
  // A wait that has ended is counted whole, of which a part was before.
  expect(given(look(310, { a: [240, '10 3'], b: [80, '9 2'] }))).toBe(20)
})

test('a thread that is new since the last look, and one that has gone, take nothing away', () => {
  const given = timeBetweenLooks(look(0, { a: [0, '1 1'] }))
  expect(given(look(100, { b: [70, '9 2'] }))).toBe(100)
})
