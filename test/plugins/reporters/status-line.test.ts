import { describe, expect, test } from 'vitest'
import { plain } from '../../../src/text/palette.ts'
import { createStatusLine } from '../../../plugins/reporters/status-line.ts'
import { createWatching } from '../../../plugins/reporters/watching.ts'

const colours = { ...plain, lane: () => (text: string) => text, styled: (text: string) => text }
const terminal = { isTTY: true, color: false, columns: 80 }
const erase = '\r\u001b[2K'

describe('a scenario that is repeated', () => {
  test('shows which run it is at, and no rows', () => {
    const status = createStatusLine(terminal, colours)
    status.begin({ files: 1, repeat: 100 })
    expect(status.started({ file: 'a.yaml', attempt: 'run 7 of 100' })).toBe(`${erase}0/1  a.yaml (run 7 of 100)`)
    expect(status.ended('a.yaml')).toBe('')
    const watching = createWatching(terminal, colours)
    watching.begin({ files: 1, jobs: 8, repeat: 100 })
    expect(watching.watches).toBe(false)
  })

  test('shows all rows where everything is wanted', () => {
    const watching = createWatching({ ...terminal, verbose: true }, colours)
    watching.begin({ files: 1, jobs: 8, repeat: 100 })
    expect(watching.watches).toBe(true)
    const begun = { type: 'scenario-begun', file: 'a.yaml', title: 'A', lanes: [] } as const
    expect(watching.started({ ...begun, attempt: 'run 1 of 2' })).toBe('A a.yaml run 1 of 2\n\n')
    expect(watching.started({ ...begun, attempt: 'run 2 of 2' })).toBe('\nA a.yaml run 2 of 2\n\n')
  })
})

test('of several scenarios, a second attempt is named', () => {
  const status = createStatusLine(terminal, colours)
  status.begin({ files: 2 })
  expect(status.started({ file: 'a.yaml' })).toBe(`${erase}0/2  a.yaml`)
  expect(status.started({ file: 'b.yaml' })).toBe(`${erase}0/2  a.yaml, b.yaml`)
  expect(status.started({ file: 'a.yaml', attempt: 'attempt 2' })).toBe(`${erase}0/2  a.yaml (attempt 2), b.yaml`)
})

test('one scenario that runs once has none', () => {
  const status = createStatusLine(terminal, colours)
  status.begin({ files: 1 })
  expect(status.started({ file: 'a.yaml' })).toBe('')
})
