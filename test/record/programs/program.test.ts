import { expect, test } from 'vitest'
import type { Actor } from '../../../src/model/actor.ts'
import { SessionLog } from '../../../src/record/programs/log.ts'
import { mostOutput, RecordedProgram } from '../../../src/record/programs/program.ts'
import type { ByHand } from '../../../src/run/by-hand.ts'

const run: ByHand = { start: async () => undefined, actor: () => undefined, idle: async () => true, micros: () => 7 }

test('of a program that prints on and on, a session has so much', () => {
  const log = new SessionLog(() => 7)
  const program = new RecordedProgram(run, log, { name: 'yes', words: ['yes'] }, { cols: 80, rows: 24 })
  const piece = new Uint8Array(mostOutput / 2)
  for (let times = 0; times < 3; times += 1) program.wrote(piece)
  expect([log.events.length, program.tooMuch, program.hasPrinted]).toEqual([2, true, true])
})

test('nothing is typed into a program that is not there', () => {
  const log = new SessionLog(() => 7)
  const program = new RecordedProgram(run, log, { name: 'cat', words: ['cat'] }, { cols: 80, rows: 24 })
  program.type(Buffer.from('x'))
  program.signal('SIGTERM')
  expect(log.events).toEqual([])
})

test('a size from before its start is still given to its terminal', () => {
  let actor: Actor | undefined
  const sizes: unknown[] = []
  const log = new SessionLog(() => 7)
  const size = { cols: 80, rows: 24 }
  const program = new RecordedProgram({ ...run, actor: () => actor }, log, { name: 'cat', words: ['cat'] }, size)
  program.resize({ cols: 90, rows: 30 })
  actor = { set: (_option, value) => void sizes.push(value) } as Actor
  program.resize({ cols: 90, rows: 30 })
  program.resize({ cols: 90, rows: 30 })
  expect(sizes).toEqual([{ cols: 90, rows: 30 }])
  expect(log.events).toEqual([{ at: 7, type: 'resized', actor: 'cat', cols: 90, rows: 30 }])
})
