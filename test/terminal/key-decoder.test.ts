import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentBy, sentByPaste } from '../../plugins/program/keys/bytes.ts'
import { keyNames, keyOf } from '../../plugins/program/keys/names.ts'
import { KeyDecoder } from '../../src/terminal/key-decoder.ts'

const modes = { applicationCursor: false, bracketedPaste: true, alternateScreen: false } as never
const namesOf = (decoder: KeyDecoder, text: string) => decoder.take(Buffer.from(text)).map(({ name }) => name)

const modifiers = ['', 'ctrl-', 'alt-', 'shift-', 'ctrl-alt-', 'ctrl-shift-', 'alt-shift-', 'ctrl-alt-shift-']
const all = [...keyNames, 'a', 'Z', '9', 'é', '☃', '😀', '?', '/', '[', 'O', 'c', '_']
  .flatMap((name) => modifiers.map((held) => `${held}${name}`))
  .flatMap((name) => {
    const key = keyOf(name)
    return key === undefined ? [] : [{ name, sent: sentBy(key, modes) }]
  })
/** A terminal sends the same for these. */
const same: Readonly<Record<string, string>> = {
  'ctrl-backspace': 'backspace',
  'ctrl-alt-backspace': 'alt-backspace',
  'ctrl-?': 'backspace',
  'ctrl-alt-?': 'alt-backspace',
  'ctrl-@': 'ctrl-space',
  'ctrl-alt-@': 'ctrl-alt-space',
  'ctrl-[': 'escape',
  'ctrl-/': 'ctrl-_',
  'ctrl-alt-/': 'ctrl-alt-_',
}
/** Beginnings of longer sequences, which only silence makes a key. */
const open = new Set(['escape', 'alt-escape', 'alt-[', 'alt-O', 'ctrl-[', 'ctrl-alt-['])

test('each key that a terminal can send is read by the name that a scenario gives it', () => {
  expect(all.length).toBeGreaterThan(150)
  for (const { name, sent } of all) {
    if (open.has(name)) continue
    expect([name, namesOf(new KeyDecoder(), sent)]).toEqual([name, [same[name] ?? name]])
  }
})

test('the numbers of other terminals are the same keys', () => {
  expect(namesOf(new KeyDecoder(), '\u001b[1~\u001b[8~\u001b[11~\u001b[[B\u001bOA')).toEqual([
    'home',
    'end',
    'f1',
    'f2',
    'up',
  ])
})

test('an Escape alone is a key when nothing follows it', () => {
  const decoder = new KeyDecoder()
  expect(namesOf(decoder, '\u001b')).toEqual([])
  expect(decoder.open).toBe(true)
  expect(decoder.flush()).toEqual([{ name: 'escape' }])
  expect(decoder.open).toBe(false)
})

test('a sequence that ends early is Alt and what follows', () => {
  const decoder = new KeyDecoder()
  expect(namesOf(decoder, '\u001b[')).toEqual([])
  expect(decoder.flush().map(({ name }) => name)).toEqual(['alt-['])
})

test('a sequence that is no key types nothing', () => {
  expect(namesOf(new KeyDecoder(), '\u001b[?1;2c\u001b[I\u001b[99~x')).toEqual(['x'])
})

test('characters type themselves, other keys nothing', () => {
  expect(new KeyDecoder().take(Buffer.from('é \r'))).toEqual([
    { name: 'é', text: 'é' },
    { name: 'space', text: ' ' },
    { name: 'enter' },
  ])
})

test('a paste is one key with its text', () => {
  expect(new KeyDecoder().take(Buffer.from(`a${sentByPaste('one\ntwo ☃', modes)}b`))).toEqual([
    { name: 'a', text: 'a' },
    { name: 'paste', text: 'one\ntwo ☃' },
    { name: 'b', text: 'b' },
  ])
})

test('it does not matter where bytes are cut into chunks', () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(...all.filter(({ name }) => !open.has(name)).map(({ sent }) => sent)),
      fc.string({ unit: 'grapheme' }).map((text) => sentByPaste(text.replaceAll('\u001b', ''), modes)),
    ),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(pieces, fc.array(fc.nat({ max: 7 }), { minLength: 1 }), (sent, sizes) => {
      const bytes = Buffer.from(sent.join(''))
      const decoder = new KeyDecoder()
      const keys = []
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const size = (sizes[turn % sizes.length] ?? 0) + 1
        keys.push(...decoder.take(bytes.subarray(at, at + size)))
        at += size
      }
      expect(keys).toEqual(new KeyDecoder().take(bytes))
      expect(decoder.open).toBe(false)
    }),
  )
})
