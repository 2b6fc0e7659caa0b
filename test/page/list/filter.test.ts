import { describe, expect, test } from 'vitest'
import { listed, sortOf } from '../../../page/list/filter.ts'
import { entry } from '../made.ts'

const entries = [
  entry({ id: 'a', title: 'Zebra', duration: 5, tags: ['tcp'] }),
  entry({ id: 'b', title: 'apple', outcome: 'failed', duration: 50, message: 'expected “Hello”' }),
  entry({ id: 'c', title: 'Mango', outcome: 'skipped', duration: 0, tags: ['tcp', 'slow'] }),
  entry({ id: 'd', title: 'Apple', outcome: 'broken', duration: 7 }),
  entry({ id: 'e', title: 'last', outcome: 'of the future', duration: 1 }),
]
const ids = (...[filter, sort]: [Parameters<typeof listed>[1], Parameters<typeof listed>[2]]) =>
  listed(entries, filter, sort)
    .map((at) => entries[at]!.id)
    .join('')

describe('a filter', () => {
  test('of words needs all of them, in the title, the file, the message or the tags', () => {
    expect(ids({ text: '  ' }, 'file')).toBe('abcde')
    expect(ids({ text: 'HELLO apple' }, 'file')).toBe('b')
    expect(ids({ text: 'tcp' }, 'file')).toBe('ac')
    expect(ids({ text: 'scenarios/d' }, 'file')).toBe('d')
    expect(ids({ text: 'hello mango' }, 'file')).toBe('')
  })

  test('of outcomes takes any of them, and one of a tag those that have it', () => {
    expect(ids({ outcomes: ['failed', 'broken'] }, 'file')).toBe('bd')
    expect(ids({ outcomes: [] }, 'file')).toBe('abcde')
    expect(ids({ tag: 'tcp', outcomes: ['skipped'] }, 'file')).toBe('c')
    expect(ids({ tag: 'tc' }, 'file')).toBe('')
  })
})

test('the order is by what matters, and equal ones stay as they are', () => {
  expect(ids({}, 'worst')).toBe('bdcae')
  expect(ids({}, 'duration')).toBe('bdaec')
  expect(ids({}, 'title')).toBe('bdeca')
  expect(sortOf('title')).toBe('title')
  expect(sortOf('nonsense')).toBe('worst')
})
