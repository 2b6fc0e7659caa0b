import { expect, test } from 'vitest'
import { keyNames, keyOf, shownKey } from '../../../../plugins/program/keys/names.ts'

test.each([
  ['ctrl-c', '^C'],
  ['ctrl-\\', '^\\'],
  ['ctrl-alt-c', '<Ctrl-Alt-c>'],
  ['alt-x', '<Alt-x>'],
  ['up', '<Up>'],
  ['page-up', '<PageUp>'],
  ['f12', '<F12>'],
  ['shift-tab', '<Shift-Tab>'],
  ['ctrl-space', '<Ctrl-Space>'],
  ['alt-ctrl-left', '<Ctrl-Alt-Left>'],
  ['q', 'q'],
])('%s is shown as %s', (name, shown) => {
  expect(shownKey(keyOf(name)!)).toBe(shown)
})

test.each(keyNames.map((name) => [name]))('%s is a key', (name) => {
  expect(keyOf(name)).toMatchObject({ name })
})

test.each([
  '',
  'ctrl',
  'ctrl-',
  'ctrl-C',
  'ctrl-ctrl-c',
  'shift-a',
  'ctrl-1',
  'ctrl-enter',
  'shift-enter',
  'alt-shift-tab',
  'f13',
  'qq',
  '\t',
  ' ',
])('“%s” is not one', (name) => {
  expect(keyOf(name)).toBeUndefined()
})
