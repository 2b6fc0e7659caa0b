import { expect, test } from 'vitest'
import { sentBy, sentByPaste } from '../../../../plugins/program/keys/bytes.ts'
import { keyOf } from '../../../../plugins/program/keys/names.ts'
import { plainModes, TerminalModes } from '../../../../plugins/program/process/modes.ts'

const application = { ...plainModes, applicationCursor: true }
const sent = (name: string, modes = plainModes): string => sentBy(keyOf(name)!, modes)

// As terminfo has them for xterm-256color (kcuu1 and so on), in application mode.
test.each([
  ['up', '\x1bOA'],
  ['down', '\x1bOB'],
  ['right', '\x1bOC'],
  ['left', '\x1bOD'],
  ['home', '\x1bOH'],
  ['end', '\x1bOF'],
  ['insert', '\x1b[2~'],
  ['delete', '\x1b[3~'],
  ['page-up', '\x1b[5~'],
  ['page-down', '\x1b[6~'],
  ['backspace', '\x7f'],
  ['shift-tab', '\x1b[Z'],
  ...['P', 'Q', 'R', 'S'].map((final, at) => [`f${at + 1}`, `\x1bO${final}`]),
  ...[15, 17, 18, 19, 20, 21, 23, 24].map((number, at) => [`f${at + 5}`, `\x1b[${number}~`]),
])('terminfo: %s', (name, bytes) => {
  expect(sent(name, application)).toBe(bytes)
})

test.each([
  ['up', '\x1b[A'],
  ['home', '\x1b[H'],
  ['ctrl-up', '\x1b[1;5A'],
  ['ctrl-alt-left', '\x1b[1;7D'],
  ['alt-ctrl-left', '\x1b[1;7D'],
  ['shift-f2', '\x1b[1;2Q'],
  ['ctrl-f5', '\x1b[15;5~'],
  ['shift-delete', '\x1b[3;2~'],
  ['enter', '\r'],
  ['tab', '\t'],
  ['escape', '\x1b'],
  ['space', ' '],
  ['ctrl-space', '\0'],
  ['alt-enter', '\x1b\r'],
  ['ctrl-backspace', '\b'],
  ['ctrl-c', '\x03'],
  ['ctrl-z', '\x1a'],
  ['ctrl-[', '\x1b'],
  ['ctrl-_', '\x1f'],
  ['ctrl-/', '\x1f'],
  ['ctrl-?', '\x7f'],
  ['ctrl-alt-c', '\x1b\x03'],
  ['alt-x', '\x1bx'],
  ['alt-X', '\x1bX'],
  ['q', 'q'],
  ['-', '-'],
  ['é', 'é'],
])('%s', (name, bytes) => {
  expect(sent(name)).toBe(bytes)
})

test('what is held down with an arrow key counts more than the mode', () => {
  expect(sent('ctrl-up', application)).toBe('\x1b[1;5A')
})

test('lines of a paste end like those that are typed', () => {
  expect(sentByPaste('one\ntwo\r\n', plainModes)).toBe('one\rtwo\r')
})

test('a paste between marks cannot end them by itself', () => {
  expect(sentByPaste('a\x1b[201~b', { ...plainModes, bracketedPaste: true })).toBe('\x1b[200~a[201~b\x1b[201~')
})

test('modes are turned on and off, alone or together, and a reset turns them off', () => {
  const modes = new TerminalModes()
  modes.sequence('h', [1, 2004], '?')
  expect(modes).toMatchObject({ applicationCursor: true, bracketedPaste: true })
  modes.sequence('l', [2004], '?')
  modes.sequence('l', [1], '>')
  expect(modes).toMatchObject({ applicationCursor: true, bracketedPaste: false })
  modes.sequence('p', [0], '!')
  expect(modes.applicationCursor).toBe(false)
  modes.sequence('h', [1, 2004], '?')
  modes.escape('c')
  expect(modes).toMatchObject(plainModes)
})

test('those that a person’s terminal must be in as well are kept: the mouse, the keypad, pastes, whether there is a cursor', () => {
  const modes = new TerminalModes()
  const on = () => [...modes.on].sort((one, other) => one - other)
  modes.sequence('h', [1, 1049, 1000, 1006], '?')
  modes.escape('=')
  modes.sequence('l', [25], '?')
  expect(on()).toEqual([1, 66, 1000, 1006])
  modes.sequence('p', [0], '!')
  expect(on()).toEqual([25, 1000, 1006])
  modes.escape('c')
  expect(on()).toEqual([25])
})
