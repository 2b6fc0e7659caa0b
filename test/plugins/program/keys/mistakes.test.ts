import { expect, test } from 'vitest'
import { mistakeInKey } from '../../../../plugins/program/keys/mistakes.ts'
import { keyNames, keyOf } from '../../../../plugins/program/keys/names.ts'

test.each([
  ['^C', 'ctrl-c'],
  ['ctrl-C', 'ctrl-c'],
  ['Ctrl+c', 'ctrl-c'],
  ['Control+Alt+Delete', 'ctrl-alt-delete'],
  ['C-c', 'ctrl-c'],
  ['M-x', 'alt-x'],
  ['C-M-x', 'ctrl-alt-x'],
  ['c-c', 'ctrl-c'],
  ['<C-c>', 'ctrl-c'],
  ['<Up>', 'up'],
  ['ArrowUp', 'up'],
  ['Return', 'enter'],
  ['return', 'enter'],
  ['esc', 'escape'],
  ['pgup', 'page-up'],
  ['PageDown', 'page-down'],
  ['page_down', 'page-down'],
  ['del', 'delete'],
  ['F1', 'f1'],
  ['Alt+F4', 'alt-f4'],
  ['backtab', 'shift-tab'],
  ['eof', 'ctrl-d'],
  ['entr', 'enter'],
])('%s: did you mean %s?', (written, meant) => {
  expect(mistakeInKey(written)?.hint).toBe(`did you mean “${meant}”?`)
  expect(keyOf(meant)).toBeDefined()
})

test.each([
  ['shift-a', 'write the character that Shift makes of it, such as “A”'],
  ['ctrl-enter', 'press “enter” alone, or write the bytes that the program reads: { bytes: … }'],
  ['down enter', 'write keys as a list: [down, enter]; what is typed is { text: … }'],
  ['hello', 'what is typed is { text: … }; the keys are up, '],
])('%s: %s', (written, hint) => {
  expect(mistakeInKey(written)?.hint).toContain(hint)
})

test('a key has no mistake', () => {
  expect(keyNames.filter((name) => mistakeInKey(name) !== undefined)).toEqual([])
})
