import { expect, test } from 'vitest'
import { commandOf, takesKey } from '../../../page/replay/keys.ts'

const press = (key: string, more = {}) =>
  commandOf({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more })

test('arrows go by rows, and with shift by steps', () => {
  expect([press('ArrowRight'), press('ArrowLeft')]).toEqual(['next-row', 'previous-row'])
  expect(press('ArrowRight', { shiftKey: true })).toBe('next-step')
  expect([press(' '), press('End'), press('+', { shiftKey: true }), press('q')]).toEqual([
    'toggle',
    'end',
    'faster',
    undefined,
  ])
})

test('what belongs to the browser, or to an element with the focus, is left to it', () => {
  expect(press('ArrowLeft', { altKey: true })).toBeUndefined()
  expect(press('f', { ctrlKey: true })).toBeUndefined()
  expect(takesKey('INPUT', 'text', 'f')).toBe(true)
  expect(takesKey('INPUT', 'range', 'ArrowLeft')).toBe(false)
  expect(takesKey('INPUT', 'range', 'ArrowUp')).toBe(true)
  expect([
    takesKey('BUTTON', 'submit', ' '),
    takesKey('BUTTON', '', 'ArrowLeft'),
    takesKey('INPUT', 'checkbox', ' '),
  ]).toEqual([true, false, true])
})
