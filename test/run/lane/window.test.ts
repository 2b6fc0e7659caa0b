import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Window } from '../../../src/run/lane/window.ts'

const unread = (window: Window) => window.bytes.subarray(window.start, window.end)

test('appending and dropping in any order keeps the unread bytes in one piece', () => {
  const act = fc.oneof(fc.record({ append: fc.uint8Array({ maxLength: 9000 }) }), fc.record({ drop: fc.nat(9000) }))
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      const window = new Window()
      let expected = Buffer.alloc(0)
      let offset = 0
      for (const each of acts) {
        if ('append' in each) {
          window.append(each.append)
          expected = Buffer.concat([expected, each.append])
        } else {
          const count = Math.min(each.drop, expected.length)
          window.drop(count)
          offset += count
          expected = expected.subarray(count)
        }
        expect(Buffer.compare(unread(window), expected)).toBe(0)
        expect(window.offset).toBe(offset)
      }
    }),
  )
})

test('a chunk whose memory is used again leaves what is unread, as often as it happens', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(200_000), fc.nat(200_000)), { maxLength: 12 }), (pieces) => {
      const window = new Window()
      const memory = Buffer.alloc(200_000)
      let expected = Buffer.alloc(0)
      for (const [index, [length, drop]] of pieces.entries()) {
        const chunk = memory.subarray(0, length).fill(index + 1)
        expected = Buffer.concat([expected, chunk])
        window.append(chunk)
        window.drop(Math.min(drop, window.length))
        expected = expected.subarray(expected.length - window.length)
        window.own()
        memory.fill(0)
        expect(unread(window).equals(expected)).toBe(true)
      }
    }),
  )
})

test('never writes into a chunk that somebody else allocated', () => {
  const window = new Window()
  const pool = Buffer.from('first second')
  window.append(pool.subarray(0, 6))
  window.append(Buffer.from('THIRD'))
  expect(pool.toString()).toBe('first second')
  expect(unread(window).toString()).toBe('first THIRD')
})

test('bytes are taken out of the middle', () => {
  const window = new Window()
  window.append(Buffer.from('a\nb\nc\n'))
  window.cut(window.start + 2, window.start + 4)
  expect(unread(window).toString()).toBe('a\nc\n')
})

test('what is taken out of the middle leaves the places before it as they were, wherever reading has come', () => {
  const window = new Window()
  window.append(Buffer.from('zero\n'))
  window.append(Buffer.from('a\nb\nc\nd\n'))
  window.drop(5)
  const { start } = window
  window.cut(start + 4, start + 6)
  window.cut(start, start + 2)
  expect(unread(window).toString()).toBe('b\nd\n')
})

test('a stream of which something is always unread stays in the same memory', () => {
  const window = new Window()
  for (const piece of ['first', 'second']) window.append(Buffer.from(piece))
  const { buffer, byteOffset } = window.bytes
  for (let round = 0; round < 1000; round++) {
    window.append(Buffer.alloc(100, 'x'))
    window.drop(100)
  }
  expect(window.length).toBe(11)
  expect([window.bytes.buffer === buffer, window.bytes.byteOffset]).toEqual([true, byteOffset])
})
