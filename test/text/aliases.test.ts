import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Aliases } from '../../src/text/aliases.ts'

const none = new Set<string>()
const renamed = (aliases: Aliases, text: string): string => aliases.rename(text, (name) => name)

test('whole texts get their names, the longer ones first, and the first name of a text counts', () => {
  const aliases = new Aliases(none, [
    { volatile: '/tmp/a', name: 'tmp' },
    { volatile: '/tmp/a/sock', name: 'server.path' },
    { volatile: '4711', name: 'server.port' },
    { volatile: '4711', name: 'other.port' },
    { volatile: '', name: 'empty' },
  ])
  expect(renamed(aliases, '/tmp/a/sock /tmp/a/b /tmp/ab :4711 14711 4711.5')).toBe(
    '<server.path> <tmp>/b /tmp/ab :<server.port> 14711 4711.5',
  )
})

test('what is added later is renamed, too', () => {
  const aliases = new Aliases(none)
  expect(renamed(aliases, 'one :4711 :4712')).toBe('one :4711 :4712')
  aliases.add('4711', 'a.port')
  expect(renamed(aliases, 'one :4711 :4712')).toBe('one :<a.port> :4712')
  aliases.add('4712', 'b.port')
  aliases.add('one', 'word')
  expect(renamed(aliases, 'one :4711 :4712')).toBe('<word> :<a.port> :<b.port>')
})

test('a doubtful number is a port only where it clearly stands as one, and another name has no such doubt', () => {
  const aliases = new Aliases(new Set(['4711', '4712']), [
    { volatile: '4711', name: 'server.port' },
    { volatile: '4712', name: 'server.id' },
  ])
  expect(renamed(aliases, '4711 :4711 4712')).toBe('4711 :<server.port> <server.id>')
})

test('bytes are searched before they are decoded', () => {
  const aliases = new Aliases(none, [{ volatile: 'männlein', name: 'user' }])
  expect(aliases.mayStandIn(Buffer.from('ein männlein steht'))).toBe(true)
  expect(aliases.mayStandIn(Buffer.from('ein mann steht'))).toBe(false)
})

test('bytes in which a name can be renamed are never passed over', () => {
  const known = ['/tmp/sc-6db8a172', 'sc-6db8a172', '43767', 'node', 'a-b', 'männlein', 'x\ud83d\ude00longer']
  const part = fc.constantFrom(...known, 'sc-', '-6db8', 'word ', '/', '4376', ' ', 'é', '\n')
  fc.assert(
    fc.property(fc.subarray(known), fc.array(part), (volatile, parts) => {
      const aliases = new Aliases(
        none,
        volatile.map((each) => ({ volatile: each, name: 'it' })),
      )
      const text = parts.join('')
      if (aliases.rename(text, (name) => name) !== text) expect(aliases.mayStandIn(Buffer.from(text))).toBe(true)
    }),
  )
})

test('a text that is all ASCII is renamed as one that is not', () => {
  const part = fc.constantFrom('4711', '/tmp/a', 'word', '@x', 'a', '_', '7', '.', '-', '/', ':', '\\', ' ', 'port ')
  const aliases = [
    new Aliases(none, [{ volatile: '4711', name: 'server.port' }]),
    new Aliases(none, [
      { volatile: '4711', name: 'server.port' },
      { volatile: '/tmp/a', name: 'tmp' },
      { volatile: 'word', name: 'one' },
      { volatile: '@x', name: 'two' },
    ]),
  ]
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      for (const each of aliases) expect(renamed(each, `${text} é`)).toBe(`${renamed(each, text)} é`)
    }),
  )
})
