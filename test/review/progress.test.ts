import { expect, test } from 'vitest'
import type { Pending } from '../../src/review/pending.ts'
import { Progress } from '../../src/review/progress.ts'

const pending = (file: string): Pending => ({ file, committed: file, bytes: new Uint8Array(), waiting: [file] })

test('a decision counts for all that it has decided on, and so does its undo', () => {
  const there = new Set(['a', 'b', 'c'])
  const progress = new Progress([...there].map(pending), ({ file }) => there.has(file))
  there.delete('a')
  there.delete('c')
  progress.add('masked', () => void there.add('a').add('c'))
  expect(progress.next()).toBe(true)
  expect(progress.number).toBe(2)
  expect(progress.next()).toBe(false)
  expect(progress.move(-1)).toBe(false)
  expect(progress.decisions()).toEqual({ accepted: 0, masked: 2, rejected: 0, left: 1 })
  expect(progress.undo()).toEqual({ at: 0 })
  expect(progress.decisions().left).toBe(3)
  expect(progress.undo()).toBeUndefined()
})

test('an undo that fails leaves the decision', () => {
  const progress = new Progress([pending('a')], () => true)
  const problem = { code: 'cannot-write', message: 'no room' } as const
  progress.add('accepted', () => problem)
  expect(progress.undo()).toEqual({ problem })
  expect(progress.decisions()).toMatchObject({ accepted: 1, left: 0 })
})
