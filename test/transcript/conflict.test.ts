import { expect, test } from 'vitest'
import { hasConflict, sidesOf } from '../../src/transcript/conflict.ts'

test('both sides, without what they have in common before', () => {
  const text = 'a\n<<<<<<< HEAD\nb\n||||||| 1234\nbase\n=======\nc\n>>>>>>> topic\nd\n'
  expect(hasConflict(text)).toBe(true)
  expect(sidesOf(text)).toEqual({
    ours: { name: 'HEAD', text: 'a\nb\nd\n' },
    theirs: { name: 'topic', text: 'a\nc\nd\n' },
  })
})

test('a text without markers is both sides', () => {
  expect(hasConflict('a\n=== b\n')).toBe(false)
  expect(sidesOf('a\n').theirs.text).toBe('a\n')
})
