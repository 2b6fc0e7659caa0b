import { expect, test } from 'vitest'
import { writeFaults } from '../../src/authoring/planned-faults.ts'
import { writeFlow } from '../../src/authoring/flow.ts'

const stream = { actor: 'server', connection: 2, direction: 'up' as const }

test('what a wire does is written as faults of a proxy', () => {
  const written = writeFaults({
    ...stream,
    cuts: [3, 7],
    joins: [
      { from: 0, to: 9 },
      { from: 10, to: 12 },
    ],
    delays: [{ at: 4, milliseconds: 20 }],
    breaks: { at: 5, what: 'reset' },
  })
  expect(written.map((fault) => writeFlow(fault))).toEqual([
    '{ split: [3, 7], direction: up, connection: 2 }',
    '{ join: 9, direction: up, connection: 2 }',
    '{ join: 2, direction: up, connection: 2, after: { bytes: 10 } }',
    '{ delay: 20ms, direction: up, connection: 2, after: { bytes: 4 } }',
    '{ connection: 2, reset: true, after: { bytes: 5, direction: up } }',
  ])
  expect(writeFaults({ ...stream, cuts: [3] })).toEqual([{ split: 3, direction: 'up', connection: 2 }])
  expect(writeFaults({ ...stream, breaks: { at: 0, what: 'half-close' } }).map((fault) => writeFlow(fault))).toEqual([
    '{ connection: 2, half-close: true, direction: up, after: { bytes: 0 } }',
  ])
  expect(writeFaults(stream)).toEqual([])
})
