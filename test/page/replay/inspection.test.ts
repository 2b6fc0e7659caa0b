import { expect, test } from 'vitest'
import { inspect, stepAtLine, stepOf } from '../../../page/replay/inspection.ts'
import { sceneOf } from '../../../page/replay/scene.ts'
import { chunk, made, madeSteps } from './made.ts'

const scene = sceneOf(
  made(
    [
      [100, 'a', '>', 'ping', 0],
      [150, 'b', '!', 'early', 1],
      [210, 'b', '|', 'other', -1],
      [300, 'a', '|', 'pong', 1],
      [900, 'a', '*', 'failed at line 7, send: no', -1],
    ],
    {
      steps: madeSteps(90, 200, 400),
      chunks: [chunk(150, 'b', 'early\n', { stream: 'stderr' })],
      verdict: { at: 900, status: 'failed', message: 'no', line: 7, verb: 'send', lane: 'a' },
    },
  ),
)

test('the step that took a row, how long it waited, and what came meanwhile', () => {
  expect(inspect(scene, 3)).toMatchObject({
    at: 300,
    failed: false,
    step: {
      number: 2,
      waited: 100,
      lasted: 200,
      meanwhile: [2],
      others: [1],
      step: { verb: 'expect', line: 6 },
    },
  })
})

test('a row that had come before its step', () => {
  expect(inspect(scene, 1)).toMatchObject({ stream: 'stderr', step: { waited: -50, meanwhile: [] } })
})

test('a row that no step took', () => {
  expect(inspect(scene, 2)).toMatchObject({ without: 'unmatched' })
  expect(inspect(sceneOf(made([[0, 'a', '|', 'x']], { exact: false })), 0)).toMatchObject({ without: 'no steps' })
  expect(inspect(scene, 99)).toBeUndefined()
})

test('the verdict is of the step that failed', () => {
  expect(scene.failure).toBe(4)
  expect(inspect(scene, 4)).toMatchObject({
    failed: true,
    step: { number: 3, waited: 500, lasted: 500, meanwhile: [] },
  })
})

test('steps are found by their number where some did not run', () => {
  const steps = madeSteps(1, 2, 3).filter(({ index }) => index !== 1)
  const some = sceneOf(made([[5, 'a', '|', 'x', 2]], { steps }))
  expect(stepOf(some, 0)).toBe(1)
})

test('a line of the file leads to the first step that began there or above', () => {
  expect([4, 5, 6, 7, 99].map((line) => stepAtLine(scene, undefined, line)?.index)).toEqual([undefined, 0, 1, 2, 2])
  expect(stepAtLine(scene, 'other.yaml', 5)).toBeUndefined()
})

test('the step of a line is found among any number of steps', () => {
  const steps = Array.from({ length: 200_000 }, (_, index) => ({
    at: index,
    index,
    line: 5 + (index % 2),
    verb: 'send',
  }))
  const many = { ...scene, replay: { ...scene.replay, steps } }
  expect(stepAtLine(many, undefined, 6)?.index).toBe(1)
  expect(stepAtLine(many, undefined, 4)).toBeUndefined()
})

test('events of that time without a row', () => {
  const events = [
    { at: 50, lane: 'a', name: 'before', words: 'before' },
    { at: 210, lane: 'server#1', name: 'end', words: 'FIN received' },
    { at: 220, lane: 'b', name: 'connected', words: 'connected' },
    { at: 230, lane: 'group#2', name: 'end', words: 'FIN received' },
    { at: 999, lane: 'a', name: 'late', words: 'late' },
  ]
  const replay = made(
    [
      [220, 'b', '*', 'connected', 0],
      [230, 'group', '*', '#2: FIN received', 0],
      [300, 'a', '|', 'pong', 0],
    ],
    { steps: madeSteps(200) },
  )
  expect(inspect(sceneOf({ ...replay, events }), 2)?.step?.events.map(({ lane }) => lane)).toEqual(['server#1'])
})
