import { expect, test } from 'vitest'
import { Menu, type Asked } from '../../../src/record/programs/menu.ts'
import { widthOf } from '../../../src/text/wrap.ts'

/** What the last of these keys asks for, in a menu that was just opened. */
function asked(...names: string[]): Asked | undefined {
  const menu = new Menu('ctrl-g')
  menu.open()
  return names.map((name) => menu.take(name.length === 1 ? { name, text: name } : { name })).at(-1)
}

test('each key asks for one thing', () => {
  expect(asked('n')).toEqual({ is: 'next' })
  expect(asked('3')).toEqual({ is: 'program', number: 3 })
  expect(asked('s')).toEqual({ is: 'screen' })
  expect(asked('q')).toEqual({ is: 'finish' })
  expect(asked('ctrl-g')).toEqual({ is: 'switch-key' })
  expect(asked('k', 'i')).toEqual({ is: 'signal', name: 'SIGINT' })
  expect(asked('k', 'x')).toBeUndefined()
})

test('a key without a meaning closes it', () => {
  const menu = new Menu('ctrl-g')
  menu.open()
  expect(menu.shown('client')).toContain('n next')
  expect(menu.take({ name: 'escape' })).toBeUndefined()
  expect([menu.isOpen, menu.shown('client')]).toEqual([false, undefined])
})

test('a note is a line of text', () => {
  expect(asked('t', 'a', 'b', 'backspace', 'c', 'enter')).toEqual({ is: 'note', text: 'ac' })
  expect(asked('t', 'a', 'escape')).toBeUndefined()
  expect(asked('t', 'enter')).toBeUndefined()
  const menu = new Menu('ctrl-g')
  menu.open()
  menu.take({ name: 't', text: 't' })
  menu.take({ name: 'paste', text: 'two\nlines' })
  expect(menu.shown('client')).toBe('note: two lines_  (enter keeps it, esc drops it)')
  expect(menu.take({ name: 'enter' })).toEqual({ is: 'note', text: 'two lines' })
})

test('it fits into 80 columns', () => {
  const menu = new Menu('ctrl-g')
  menu.open()
  expect(widthOf(menu.shown('client') ?? '')).toBeLessThan(79)
  menu.take({ name: 'k', text: 'k' })
  expect(menu.shown('client')).toMatch(/^to client: t SIGTERM {2}i SIGINT/)
  expect(widthOf(menu.shown('client') ?? '')).toBeLessThan(90)
})
