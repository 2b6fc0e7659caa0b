import { expect, test } from 'vitest'
import type { ShakeOptions } from '../../src/shake/options.ts'
import { chosenBreaks, plansOfBreaks } from '../../src/shake/break-plans.ts'
import { streamOf } from './streams.ts'

const streams = [streamOf('hello\n'), streamOf('hi\n', { direction: 'down' })]
const options: ShakeOptions = { seed: 3, runs: 100, jobs: 1, faults: ['reset', 'half-close'] }

const places = (kinds: ShakeOptions['faults'] & object): string[] =>
  plansOfBreaks(kinds, streams).map(({ plan }) => {
    const [fault] = plan.faults
    return `${fault?.direction} ${fault?.breaks?.at} ${fault?.breaks?.what}`
  })

test('each way to break a connection comes at each place, once', () => {
  expect(places(['reset'])).toEqual([
    'up 0 reset',
    'up 3 reset',
    'up 6 reset',
    'down 1 reset',
    'down 2 reset',
    'down 3 reset',
  ])
  expect(places(['half-close'])).toContain('down 0 half-close')
})

test('nothing is delayed behind the last byte', () => {
  expect(places(['latency'])).toEqual([
    'up 0 latency',
    'up 3 latency',
    'down 0 latency',
    'down 1 latency',
    'down 2 latency',
  ])
})

test('all are run where there is room for them, or one by its number', () => {
  const all = chosenBreaks(options, streams)
  expect(all.map(({ run }) => run)).toEqual(all.map((_, index) => index + 1))
  expect(chosenBreaks({ ...options, run: 2 }, streams)).toEqual([all[1]])
})

test('a seed chooses among more, and they keep their numbers', () => {
  const all = chosenBreaks(options, streams)
  const some = chosenBreaks({ ...options, runs: 4 }, streams)
  expect(some).toHaveLength(4)
  for (const each of some) expect(all[each.run - 1]).toEqual(each)
  expect(chosenBreaks({ ...options, runs: 4 }, streams)).toEqual(some)
  expect(chosenBreaks({ ...options, runs: 4, seed: 4 }, streams)).not.toEqual(some)
})
