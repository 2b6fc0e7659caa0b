import { expect, test } from 'vitest'
import { pageCommandOf } from '../../../page/frame/page-keys.ts'

const pressed = (key: string, more: Partial<Parameters<typeof pageCommandOf>[0]> = {}) =>
  pageCommandOf({ key, ctrlKey: false, metaKey: false, altKey: false, typing: false, ...more })

test('keys mean something, but not to a field, and not with another key held', () => {
  expect(['/', 'j', 'k', '?', 'Escape', 'x', 'toString'].map((key) => pressed(key))).toEqual([
    'search',
    'next',
    'previous',
    'help',
    'leave',
    undefined,
    undefined,
  ])
  expect(pressed('j', { typing: true })).toBeUndefined()
  expect(pressed('Escape', { typing: true })).toBe('leave')
  expect(pressed('k', { ctrlKey: true })).toBeUndefined()
})
