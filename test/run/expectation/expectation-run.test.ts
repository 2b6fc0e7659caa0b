import { expect, test } from 'vitest'
import { look } from '../../../src/run/expectation/look.ts'
import { receive, laneForTest } from '../lane/lane-for-test.ts'
import { contains, runOf } from './expectation-run.ts'

test.each([
  ['has ended (FIN received)', [{ name: 'end', words: 'FIN received', ends: 'stream' }]],
  ['has ended (reset)', [{ name: 'reset', ends: 'all' }]],
  ['has closed its output', [{ name: 'eof', silent: true, ends: 'stream' }]],
  ['has ended', [{ name: 'close', silent: true, ends: 'all' }]],
] as const)('what can no longer come says how the lane ended: %s', (how, events) => {
  const { lane } = laneForTest()
  receive(lane, 'something else\n')
  for (const event of events) lane.event(event)
  expect(look(runOf(lane, contains('it')))).toMatchObject({
    code: 'expectation-impossible',
    why: `“client” ${how}, so this can no longer come`,
  })
})

test('and the last words on stderr, of an expectation on standard output', () => {
  const { lane } = laneForTest()
  lane.receive(Buffer.from('Error: no such file\n'), 'stderr')
  lane.event({ name: 'exit', words: 'exited 1', ends: 'all' })
  const never = (stream?: string) => look(runOf(lane, contains('it'), stream === undefined ? {} : { stream }))
  expect(never('stderr')).toMatchObject({ why: '“client” has ended (exited 1), so this can no longer come' })
  const { lane: other } = laneForTest()
  other.receive(Buffer.from('Error: no such file\n'), 'stderr')
  other.event({ name: 'exit', words: 'exited 1', ends: 'all' })
  expect(look(runOf(other, contains('it')))).toMatchObject({
    why: '“client” has ended (exited 1), so this can no longer come; its last words on stderr: “Error: no such file”',
  })
})
