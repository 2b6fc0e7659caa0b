import { expect, test } from 'vitest'
import { typedInto } from '../../src/terminal/typed-text.ts'

test.each([
  ['a character', { name: 'x', text: 'x' }, 'one twox'],
  ['a paste', { name: 'paste', text: ' three' }, 'one two three'],
  ['Backspace', { name: 'backspace' }, 'one tw'],
  ['Ctrl-W', { name: 'ctrl-w' }, 'one '],
  ['Ctrl-U', { name: 'ctrl-u' }, ''],
  ['a key that types nothing', { name: 'up' }, 'one two'],
])('%s', (_, key, text) => {
  expect(typedInto('one two', key)).toEqual({ text, came: 'goes on' })
})

test('Enter, Escape and Ctrl-C end it', () => {
  expect(typedInto('one', { name: 'enter' })).toEqual({ text: 'one', came: 'entered' })
  for (const name of ['escape', 'ctrl-c']) expect(typedInto('one', { name })).toEqual({ text: 'one', came: 'given up' })
})

test('Backspace takes a whole character', () => {
  expect(typedInto('a😀', { name: 'backspace' }).text).toBe('a')
})
