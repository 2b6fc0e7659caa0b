import { expect, test, vi } from 'vitest'
import { plain } from '../../../src/text/palette.ts'
import { withTicks } from '../../../plugins/reporters/ticks.ts'
import { createWatching } from '../../../plugins/reporters/watching.ts'

const colours = { ...plain, lane: () => (text: string) => text, styled: (text: string) => text }
const step = { line: 12, written: 'expect: { client: never }', at: 1_000_000, limit: 5000 }
const waiting = { type: 'waiting', file: 'a.yaml', step } as const
const begun = { type: 'scenario-begun', file: 'a.yaml', title: 'A', lanes: [] } as const
const erase = '\r\u001b[2K'

test('on a terminal, the step that waits stands below the rows with its time, and goes before the next row', () => {
  const watching = createWatching({ isTTY: true, color: false, columns: 80 }, colours)
  watching.begin({ files: 1, jobs: 8 })
  watching.started(begun)
  expect(watching.every()).toBeUndefined()
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000)
  watching.waits(waiting)
  clock.mockReturnValue(1100)
  expect(watching.tick()).toBe('')
  clock.mockReturnValue(2500)
  expect(watching.tick()).toBe('00:02.5  waiting at line 12, 1.5 s of 5 s: expect: { client: never }')
  clock.mockReturnValue(2600)
  expect(watching.tick()).toBe(`${erase}00:02.6  waiting at line 12, 1.6 s of 5 s: expect: { client: never }`)
  const row = { type: 'row', file: 'a.yaml', row: { lane: 'client', mark: '|', text: 'x', at: 0, step: -1 } } as const
  expect(watching.row(row)).toBe(`${erase}00:00.0  client | x\n`)
  expect(watching.waits({ type: 'waiting', file: 'a.yaml' })).toBe('')
  expect(watching.every()).toBeUndefined()
  clock.mockRestore()
})

test('rows of a group leave room for the number of an instance', () => {
  const watching = createWatching({ isTTY: true, color: false, columns: 80 }, colours)
  watching.begin({ files: 1, jobs: 8 })
  const lanes = [
    { lane: 'crowd', kind: 'program', command: '', count: 12 },
    { lane: 'server', kind: 'program', command: '' },
  ]
  watching.started({ ...begun, lanes })
  const printed = (lane: string, instance?: number) =>
    watching.row({
      type: 'row',
      file: 'a.yaml',
      row: { lane, mark: '=', text: 'x', at: 0, step: 0, ...(instance !== undefined && { instance }) },
    })
  expect([printed('crowd', 12), printed('crowd', 1), printed('server')]).toEqual([
    '00:00.0  crowd#12 = x\n',
    '00:00.0  crowd#1  = x\n',
    '00:00.0  server   = x\n',
  ])
})

test('elsewhere it is said once', () => {
  const watching = createWatching({ isTTY: false, color: false, columns: 80, verbose: true }, colours)
  watching.begin({ files: 1, jobs: 8 })
  watching.started(begun)
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0)
  watching.waits(waiting)
  expect(watching.every()).toBe(1000)
  clock.mockReturnValue(1001)
  expect(watching.tick()).toBe('00:02.0  waiting at line 12, at most 5 s: expect: { client: never }\n')
  expect(watching.every()).toBeUndefined()
  clock.mockRestore()
})

test('a stream has ticks between what it gives, only while they are wanted', async () => {
  let give: (value: string) => void = () => {}
  let every: number | undefined = 1
  async function* stream(): AsyncGenerator<string> {
    yield await new Promise<string>((resolve) => (give = resolve))
    yield 'last'
  }
  const seen: string[] = []
  for await (const one of withTicks(stream(), () => every)) {
    seen.push(one)
    if (seen.length === 2) {
      every = undefined
      give('first')
    }
  }
  expect(seen).toEqual(['tick', 'tick', 'first', 'last'])
})
