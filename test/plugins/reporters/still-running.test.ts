import { expect, test } from 'vitest'
import { plain } from '../../../src/text/palette.ts'
import { createRunning } from '../../../plugins/reporters/running.ts'
import { stillRunning } from '../../../plugins/reporters/still-running.ts'

const colours = { ...plain, lane: () => (text: string) => text, styled: (text: string) => text }

function linesOn(isTTY: boolean, several = true) {
  const clock = { time: 0 }
  const now = () => clock.time
  const running = createRunning(now)
  return { clock, running, still: stillRunning({ isTTY }, colours, running, { now, wanted: () => several }) }
}

test('names in a log what runs for five seconds, once', () => {
  const { clock, running, still } = linesOn(false)
  expect(still.every()).toBeUndefined()
  running.started({ file: 'a.yaml' })
  clock.time = 2000
  running.started({ file: 'b.yaml' })
  expect(still.every()).toBe(3000)
  clock.time = 5000
  expect(still.tick()).toBe('a.yaml is still running after 5 s\n')
  expect(still.every()).toBe(2000)
  running.ended('b.yaml')
  expect(still.every()).toBeUndefined()
  clock.time = 60_000
  expect(still.tick()).toBe('')
})

test('says nothing on a terminal, and nothing of a suite of one', () => {
  for (const { clock, running, still } of [linesOn(true), linesOn(false, false)]) {
    running.started({ file: 'a.yaml' })
    clock.time = 9000
    expect(still.every()).toBeUndefined()
    expect(still.tick()).toBe('')
  }
})
