import { describe, expect, test } from 'vitest'
import { compareRuns } from '../../src/forensics/forensics.ts'
import { eventsOf, failure, interleaved, randomFrom } from './runs.ts'

const good = ['a > GET', 'a | 5', 'a > SET 6', 'b > GET', 'b | 6', 'b > SET 7']
const mirrored = good.map((line) => (line.startsWith('a') ? line.replace('a', 'b') : line.replace('b', 'a')))
const lost = ['a > GET', 'b > GET', 'a | 5', 'b | 5', 'a > SET 6', 'b > SET 6']

/** Compares runs that passed with runs that failed. */
function compared(passed: readonly (readonly string[])[], failed: readonly (readonly string[])[], how = failure) {
  const runs = compareRuns()
  const all = [...passed.map((lines) => ({ lines })), ...failed.map((lines) => ({ lines, failure: how }))]
  for (const [index, { lines, ...rest }] of all.entries())
    runs.add({ run: index + 1, events: eventsOf(...lines), ...rest })
  return runs.result()
}
const partingOf = (...args: Parameters<typeof compared>) => compared(...args)?.failures[0]?.parting
const times = <T>(count: number, value: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => value(index))

describe('both outcomes', () => {
  test('are needed', () => {
    expect(compared([good, good], [])).toBeUndefined()
    expect(compared([], [lost])).toBeUndefined()
  })

  test('runs are counted by their order of events', () => {
    const result = compared([good, good, mirrored, good], [lost, lost])
    expect(result).toMatchObject({ passed: { runs: 4, orders: 2 } })
    expect(result?.failures).toMatchObject([{ runs: 2, orders: 1, status: 'failed', code: 'expectation-not-met' }])
  })

  test('different failures are explained by themselves, the most frequent first', () => {
    const runs = compareRuns()
    const other = { ...failure, key: 'y', code: 'unexpected-exit' }
    runs.add({ run: 1, events: eventsOf(...good) })
    runs.add({ run: 2, events: eventsOf('a > GET', 'a * exited 1'), failure: other })
    for (const run of [3, 4]) runs.add({ run, events: eventsOf(...lost), failure })
    const found = runs.result()?.failures
    expect(found).toMatchObject([
      { runs: 2, code: 'expectation-not-met' },
      { runs: 1, code: 'unexpected-exit', parting: { by: 'event', event: { text: 'exited 1' } } },
    ])
  })
})

describe('the first difference', () => {
  test('is an event that came before another one, which all that passed have first', () => {
    expect(partingOf([good, good], [lost])).toMatchObject({
      by: 'order',
      event: { lane: 'b', mark: '>', text: 'GET' },
      before: { lane: 'a', mark: '|', text: '5' },
      common: { lane: 'a', text: 'GET' },
      failed: { runs: 1, of: 1 },
      passed: 2,
    })
  })

  test('is an event without one before it, where that one never comes', () => {
    const cut = ['a > GET', 'b > GET', 'b | 5']
    expect(partingOf([good, good], [cut])).toMatchObject({
      event: { text: 'GET' },
      before: { text: '5' },
      missing: true,
    })
    expect(partingOf([good, good], [lost])).not.toHaveProperty('missing')
  })

  test('is an event between two others, where it may be before or behind both', () => {
    const parting = partingOf(
      times(20, (index) => (index % 2 === 0 ? good : mirrored)),
      [lost, lost, lost],
    )
    expect(parting).toMatchObject({
      by: 'order',
      event: { lane: 'b', text: 'GET' },
      after: { lane: 'a', text: 'GET' },
      before: { lane: 'a', text: '5' },
      failed: { runs: 3, of: 3 },
      passed: 20,
    })
  })

  test('is an event that no run has that passed', () => {
    const early = ['client > one', 'server | too busy', 'client * FIN received']
    expect(partingOf([['client > one', 'server | serves one', 'client | ok']], [early])).toMatchObject({
      by: 'event',
      event: { lane: 'server', text: 'too busy' },
      examples: { passed: { run: 1 }, failed: { run: 2 } },
    })
  })

  test('a text that comes once more than ever is such an event', () => {
    expect(partingOf([['a | hi', 'a | bye']], [['a | hi', 'a | hi', 'a | bye']])).toMatchObject({
      by: 'event',
      event: { text: 'hi' },
      common: { text: 'hi' },
    })
  })

  test('a run that only ends too early has none', () => {
    expect(partingOf([good], [good.slice(0, 3)])).toMatchObject({
      by: 'end',
      event: { text: 'failed: “b” did not say “7”' },
      common: { text: 'SET 6' },
      examples: { passed: { rows: [{ text: 'SET 6' }, { text: 'GET' }, { text: '6' }, { text: 'SET 7' }] } },
    })
  })

  test('is marked in both examples', () => {
    const { passed, failed } = partingOf([good], [lost])!.examples
    expect(passed.rows.filter(({ differs }) => differs)).toEqual([
      { lane: 'a', mark: '|', text: '5', at: 2000, differs: true },
    ])
    expect(failed.rows.filter(({ differs }) => differs)).toEqual([
      { lane: 'b', mark: '>', text: 'GET', at: 2000, differs: true },
    ])
  })
})

describe('busy lanes', () => {
  const ticks = (lane: string) => times(30, (index) => `${lane} | tick ${index}`)
  const noisy = (random: () => number, lines: readonly string[]) => interleaved(random, lines, ticks('x'), ticks('y'))

  test.each([1, 2, 3, 4, 5])('whose order varies among runs that passed do not hide the cause (seed %d)', (seed) => {
    const random = randomFrom(seed)
    const parting = partingOf(
      times(97, () => noisy(random, random() < 0.5 ? good : mirrored)),
      times(3, () => noisy(random, lost)),
    )
    expect(parting).toMatchObject({ by: 'order', event: { lane: 'b', text: 'GET' }, failed: { runs: 3, of: 3 } })
    expect(parting?.lanes?.toSorted()).toEqual(['a', 'b'])
    expect(parting?.examples.failed.rows.every(({ lane }) => lane === 'a' || lane === 'b')).toBe(true)
  })

  test.each([1, 2, 3])('of a single failed run, what touches the lane of the failure counts (seed %d)', (seed) => {
    const random = randomFrom(seed)
    const parting = partingOf(
      times(30, () => noisy(random, good)),
      [noisy(random, lost)],
      { ...failure, lane: 'b' },
    )
    const lanes = [parting?.event.lane, parting?.before?.lane]
    expect(lanes).toContain('b')
  })
})

describe('what the transcript leaves out', () => {
  const withLog = (lines: readonly string[], ...log: readonly string[]) =>
    eventsOf(...log, ...lines).map((event) => (event.lane === 'log' ? { ...event, unshown: true as const } : event))
  const parting = (failedRuns: number, log: (run: number) => string) => {
    const runs = compareRuns()
    for (let run = 1; run <= 30; run += 1) runs.add({ run, events: withLog(['a | ok'], `log | begins ${run}`) })
    for (let run = 31; run <= 30 + failedRuns; run += 1)
      runs.add({ run, events: withLog(['a | no'], log(run)), failure: { ...failure, lane: 'a' } })
    return runs.result()
  }

  test('says something where several failed runs have the same', () => {
    const result = parting(3, () => 'log | out of memory')
    expect(result?.failures[0]?.parting.event).toMatchObject({ lane: 'log', text: 'out of memory' })
  })

  test('says nothing where it differs in each run, and makes no other order', () => {
    const result = parting(1, (run) => `log | begins ${run}`)
    expect(result).toMatchObject({
      passed: { orders: 1 },
      failures: [{ parting: { event: { lane: 'a', text: 'no' } } }],
    })
  })

  test('says nothing where it only goes on for longer', () => {
    const runs = compareRuns()
    const ticks = (count: number) => times(count, (index) => `log | tick ${index}`)
    for (let run = 1; run <= 30; run += 1) runs.add({ run, events: withLog(['a | ok'], ...ticks(5)) })
    for (const run of [31, 32, 33]) runs.add({ run, events: withLog([], ...ticks(50)), failure })
    expect(runs.result()?.failures[0]?.parting).toMatchObject({ by: 'end' })
  })
})

test('a failure of several causes is explained by one that half of its runs have', () => {
  const other = ['b > GET', 'a > GET', 'b | 5', 'a | 5', 'a > SET 6', 'b > SET 6']
  const parting = partingOf(
    times(20, () => good),
    [...times(6, () => lost), ...times(4, () => other)],
  )
  expect(parting).toMatchObject({ event: { lane: 'b', text: 'GET' }, before: { lane: 'a' }, passed: 20 })
  expect(parting?.failed.of).toBe(10)
})

test('long runs, and many, are counted and compared as far as there is room', () => {
  const runs = compareRuns()
  const long = times(20_000, (index) => `a | ${index}`)
  for (const run of times(30, (index) => index + 1)) runs.add({ run, events: eventsOf(`b | ${run}`, ...long) })
  runs.add({ run: 31, events: eventsOf('b | 1', ...long.slice(0, 15_000), 'a | late', ...long.slice(15_000)), failure })
  const result = runs.result()
  expect(result?.passed).toEqual({ runs: 30, orders: 30 })
  expect(result?.failures[0]?.parting).toMatchObject({ by: 'event', event: { text: 'late' }, passed: 14 })
})
