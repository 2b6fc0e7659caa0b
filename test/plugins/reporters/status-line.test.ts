import { describe, expect, test } from 'vitest'
import { plain } from '../../../src/text/palette.ts'
import { createRunning } from '../../../plugins/reporters/running.ts'
import { createStatusLine } from '../../../plugins/reporters/status-line.ts'
import { createWatching } from '../../../plugins/reporters/watching.ts'

const colours = { ...plain, lane: () => (text: string) => text, styled: (text: string) => text }
const terminal = { isTTY: true, color: false, columns: 80 }
const erase = '\r\u001b[2K'

/** A line of progress with a clock that the test sets, in milliseconds. */
function lineOf(given: { columns?: number; verbose?: boolean } = {}) {
  const clock = { time: 0 }
  const now = () => clock.time
  const running = createRunning(now)
  const status = createStatusLine({ ...terminal, ...given }, colours, running, now)
  return {
    clock,
    status,
    started(file: string, attempt?: string) {
      running.started({ file, ...(attempt === undefined ? {} : { attempt }) })
      return status.changed()
    },
    ended(file: string, passed = true) {
      running.ended(file)
      status.ended(passed)
      return status.changed()
    },
  }
}

describe('a scenario that is repeated', () => {
  test('shows which run it is at, and no rows', () => {
    const { status, started, ended } = lineOf()
    status.begin({ files: 1, repeat: 100 })
    expect(started('a.yaml', 'run 7 of 100')).toBe(`${erase}0/1  a.yaml (run 7 of 100)`)
    expect(ended('a.yaml')).toBe('')
    const watching = createWatching(terminal, colours)
    watching.begin({ files: 1, jobs: 8, repeat: 100 })
    expect(watching.watches).toBe(false)
  })

  test('shows all rows where everything is wanted', () => {
    const { status, started } = lineOf({ verbose: true })
    status.begin({ files: 1, repeat: 100 })
    expect(started('a.yaml', 'run 7 of 100')).toBe('')
    const watching = createWatching({ ...terminal, verbose: true }, colours)
    watching.begin({ files: 1, jobs: 8, repeat: 100 })
    expect(watching.watches).toBe(true)
    const begun = { type: 'scenario-begun', file: 'a.yaml', title: 'A', lanes: [] } as const
    expect(watching.started({ ...begun, attempt: 'run 1 of 2' })).toBe('A a.yaml run 1 of 2\n\n')
    expect(watching.started({ ...begun, attempt: 'run 2 of 2' })).toBe('\nA a.yaml run 2 of 2\n\n')
  })
})

test('of several scenarios, a second attempt is named', () => {
  const { status, started } = lineOf()
  status.begin({ files: 2 })
  expect(started('a.yaml')).toBe(`${erase}0/2  a.yaml`)
  started('b.yaml')
  expect(status.again()).toBe(`${erase}0/2  a.yaml, b.yaml`)
  started('a.yaml', 'attempt 2')
  expect(status.again()).toBe(`${erase}0/2  a.yaml (attempt 2), b.yaml`)
})

test('one scenario that runs once has none', () => {
  const { status, started } = lineOf()
  status.begin({ files: 1 })
  expect(started('a.yaml')).toBe('')
  expect(status.every()).toBeUndefined()
})

test('what began first stands in front, with its seconds', () => {
  const { clock, status, started } = lineOf()
  status.begin({ files: 3 })
  started('slow.yaml')
  clock.time = 6400
  started('b.yaml')
  clock.time = 7100
  expect(status.changed()).toBe(`${erase}0/3  slow.yaml 7 s, b.yaml`)
})

test('a line that would change more than ten times in a second is drawn later', () => {
  const { clock, status, started, ended } = lineOf()
  status.begin({ files: 1000 })
  expect(started('a.yaml')).toBe(`${erase}0/1000  a.yaml`)
  clock.time = 40
  expect([ended('a.yaml'), started('b.yaml')]).toEqual(['', ''])
  expect(status.every()).toBe(60)
  clock.time = 100
  expect(status.changed()).toBe(`${erase}1/1000  b.yaml`)
  // Then only the seconds change.
  expect(status.every()).toBe(1000)
})

test('says how many did not pass, and keeps to the width of the terminal as it is now', () => {
  const wide = { ...terminal, columns: 40 }
  const running = createRunning(() => 0)
  const status = createStatusLine(wide, colours, running, () => 0)
  status.begin({ files: 9 })
  status.ended(false)
  running.started({ file: '日本語日本語日本語日本語日本語.yaml' })
  expect(status.again()).toBe(`${erase}1/9  1 not passed  日本語日本語日本語…`)
  wide.columns = 30
  expect(status.again()).toBe(`${erase}1/9  1 not passed  日本語日…`)
})
