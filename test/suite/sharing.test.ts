import { expect, test } from 'vitest'
import type { ScenarioResult } from '../../src/model/result.ts'
import { entryOf } from '../../src/suite/entry.ts'
import type { SuiteHost, SuiteOptions } from '../../src/suite/options.ts'
import type { Runner, Task } from '../../src/suite/runner.ts'
import { sharing } from '../../src/suite/sharing.ts'

const entries = ['a', 'b', 'c'].map((impl) => entryOf('/p', '/p/scenarios/x.yaml', { matrix: { impl } }))
const host = { cwd: '/p', services: { files: { exists: () => false } } } as unknown as SuiteHost
const options = { ci: false, update: true } as SuiteOptions
const taskOf = (at: number): Task => ({ entry: entries[at]!, watched: false })

/** A runner whose checks end when a test lets them, and whose runs say with which update they ran. */
function runnerOf(outcomes: readonly string[]) {
  const ends: (() => void)[] = []
  const updates: (boolean | undefined)[] = []
  const runner: Runner = {
    check: ({ entry }) =>
      new Promise((resolve) => {
        const at = entries.indexOf(entry)
        ends[at] = () =>
          resolve({
            claims: ['tcp:1'],
            run: async ({ update }) => {
              updates[at] = update
              return { comparison: { outcome: outcomes[at] } } as unknown as ScenarioResult
            },
          })
      }),
    close: async () => [],
    broken: () => ({ code: 'usage', message: 'gone' }),
  }
  return { runner: sharing(runner, entries, options, host), end: (at: number) => ends[at]!(), updates }
}

test('entries that share a transcript come in their order, whichever check ends first', async () => {
  const { runner, end } = runnerOf([])
  const order: number[] = []
  const all = entries.map(async (_, at) => {
    const { claims } = await runner.check(taskOf(at))
    expect(claims).toEqual(['tcp:1', 'transcript:/p/transcripts/x.txt'])
    order.push(at)
  })
  for (const at of [2, 1, 0]) end(at)
  await Promise.all(all)
  expect(order).toEqual([0, 1, 2])
})

test('the first that passes may update; what a runner says of itself goes through', async () => {
  const { runner, end, updates } = runnerOf(['differs', 'updated', 'differs'])
  for (const at of [0, 1, 2]) {
    const checked = runner.check(taskOf(at))
    end(at)
    await (await checked).run({}, () => {})
  }
  expect(updates).toEqual([undefined, undefined, false])
  expect(runner.broken?.()).toMatchObject({ message: 'gone' })
  expect(() => runner.stop?.()).not.toThrow()
})
